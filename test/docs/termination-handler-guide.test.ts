import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderHandlerAlerts } from '../../lib/kubernetes/termination-handler/termination-handler-alerts';
import { terminationHandlerFields } from '../../lib/specs/cluster/controllers/termination-handler-fields';
import { handled } from '../fixtures/handled-cluster';
import { ROOT } from './support/markdown-file';

const guide = readFileSync(join(ROOT, 'docs/guides/termination-handler.md'), 'utf8');

/** Rows of the table of a section, without its head. */
function rowsOf(section: string): readonly (readonly string[])[] {
  const start = guide.indexOf(`\n## ${section}\n`);
  const [text = ''] = guide.slice(start + 1).split(/\n(?=## )/);
  const rows = text.split('\n').filter((line) => line.startsWith('| '));
  return rows.slice(1).map((line) => line.split(' | ').map((cell) => cell.replaceAll(/^\| | \|$/g, '').trim()));
}

test('the table of settings has every default', () => {
  const stated = rowsOf('Settings').map(([name = '', value = '']) =>
    [name, value].map((each) => each.replaceAll('`', '')),
  );
  const defaults = Object.entries(terminationHandlerFields.resolve({})).map(([name, value]) => [name, String(value)]);
  expect(stated).toEqual(defaults);
});

test('the table of alerts has every alert with its severity, and no other', () => {
  const stated = rowsOf('Alerts').flatMap(([names = '', severity]) => {
    return [...names.matchAll(/`(\w+)`/g)].map(([, name]) => `${name} ${severity}`);
  });
  const rules = renderHandlerAlerts(handled().cluster).flatMap((group) => group.rules);
  const alerts = new Set(rules.map(({ alert, labels }) => `${alert} ${labels.severity}`));
  expect([...stated].sort()).toEqual([...alerts].sort());
});
