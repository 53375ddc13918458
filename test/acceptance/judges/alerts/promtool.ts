import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RuleGroup } from '../../../../lib/kubernetes/alerts/alert-rules';
import { runProgram } from '../../harness/run-program';
import { Session } from '../../harness/session';
import { toolPath } from '../../harness/tools';
import { type AlertCase, carries, type FiringAlert } from './alert-case';

/** Rules read from a manifest; a broken input may contain anything. */
export type Groups = readonly RuleGroup[];

/** Complaints of promtool about rules: syntax, templates, durations, names, unknown fields, duplicate rules. */
export async function checkRules(name: string, groups: Groups): Promise<readonly string[]> {
  const { path } = writeRules(name, groups);
  const program = toolPath('promtool');
  const { status, stdout, stderr } = await runProgram([program, 'check', 'rules', '--lint=all', '--lint-fatal', path]);
  const count = groups.flatMap((group) => group.rules).length;
  const complaints = status === 0 ? [] : [`${stdout}${stderr}`];
  return stdout.includes(`SUCCESS: ${count} rules found`)
    ? complaints
    : [...complaints, `read other than ${count} rules: ${stdout}`];
}

/**
 * Complaints of promtool about the behaviour of rules: an alert that does not fire when it must, fires when it must not, or has
 * another text than expected.
 */
export async function testRules(name: string, groups: Groups, cases: readonly AlertCase[]): Promise<readonly string[]> {
  const { folder } = writeRules(name, groups);
  const complaints: string[] = [];
  const tests = cases.map((each) => ({
    name: each.name,
    interval: '1m',
    input_series: Object.entries(each.series).map(([series, values]) => ({ series, values })),
    alert_rule_test: each.moments.map(({ at, fires }) => ({
      eval_time: at,
      alertname: each.alert,
      exp_alerts: fires.map((firing) => expectation(each.alert, firing, groups, complaints)),
    })),
  }));
  const path = join(folder, 'tests.json');
  writeFileSync(path, JSON.stringify({ rule_files: ['rules.json'], evaluation_interval: '1m', tests }));
  const { status, stdout, stderr } = await runProgram([toolPath('promtool'), 'test', 'rules', path], {
    // Cases of a week take a minute on an idle machine.
    timeoutSeconds: 400,
  });
  return status === 0 ? complaints : [...complaints, `${stdout}${stderr}`];
}

/** Rules and tests are written as JSON, which is valid YAML. */
function writeRules(name: string, groups: Groups): { readonly folder: string; readonly path: string } {
  const folder = Session.current().subfolder(join('alerts', name.replaceAll(/[^a-z0-9]+/gi, '-')));
  const path = join(folder, 'rules.json');
  writeFileSync(path, JSON.stringify({ groups }));
  return { folder, path };
}

/** Fills in the texts of the rule as Prometheus must do, because promtool compares annotations with their rendered text. */
function expectation(alert: string, firing: FiringAlert, groups: Groups, complaints: string[]): object {
  const rules = groups.flatMap((group) => group.rules);
  const rule = rules.find((each) => each.alert === alert && carries(firing, each.labels));
  if (rule === undefined) complaints.push(`${alert}: no rule has the labels ${JSON.stringify(firing.labels)}`);
  const annotations = Object.entries(rule?.annotations ?? {}).map(([key, text]) => {
    const filled = fillIn(text, firing);
    if (filled.includes('{{')) complaints.push(`${alert}: nothing is known for the template in '${filled}'`);
    return [key, filled];
  });
  return { exp_labels: firing.labels, exp_annotations: Object.fromEntries(annotations) };
}

function fillIn(text: string, { labels, percentage, value }: FiringAlert): string {
  const named = text.replaceAll(/\{\{ \$labels\.(\w+) \}\}/g, (template, label: string) => labels[label] ?? template);
  const valued = value === undefined ? named : named.replaceAll('{{ $value }}', value);
  return percentage === undefined ? valued : valued.replaceAll('{{ $value | humanizePercentage }}', percentage);
}
