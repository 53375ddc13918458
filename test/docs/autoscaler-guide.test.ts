import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { clusterAutoscalerFields } from '../../lib/specs/cluster/controllers/cluster-autoscaler-fields';
import { ROOT } from './support/markdown-file';

const guide = readFileSync(join(ROOT, 'docs/guides/cluster-autoscaler.md'), 'utf8');

/** Rows of the table of settings: property and default. */
function settings(): readonly (readonly [string, string])[] {
  const start = guide.indexOf('\n## Settings\n');
  const section = guide.slice(start, guide.indexOf('\n## ', start + 1));
  return [...section.matchAll(/^\| `([\w.]+)` \| (?:`([^`]+)`|([^|]+)) \|/gm)].map(([, name = '', code, text]) => {
    return [name, (code ?? text ?? '').trim()];
  });
}

/** Defaults by path: `scaleDown.enabled`. */
function defaults(values: object, path = ''): readonly (readonly [string, string])[] {
  return Object.entries(values).flatMap(([name, value]) => {
    if (typeof value === 'object' && value !== null) return defaults(value, `${path}${name}.`);
    return value === undefined ? [] : [[`${path}${name}`, String(value)] as const];
  });
}

test('the table of settings has every default', () => {
  const stated = new Map(settings());
  const literal = defaults(clusterAutoscalerFields.resolve({}));
  expect(literal.map(([name]) => [name, stated.get(name)])).toEqual(literal);
  // The others depend on the cluster.
  const names = literal.map(([name]) => name);
  expect([...stated.keys()].filter((name) => !names.includes(name))).toEqual(['priorities', 'maxNodeProvisionSeconds']);
});
