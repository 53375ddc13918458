import { runKubernetesProgram } from '../../../lib/cli/kubernetes-program';
import { runTerraformProgram } from '../../../lib/cli/terraform-program';
import { type Throwing, throwingParts } from '../../fixtures/platforms/throwing-parts';
import { Workspace } from '../run-keelson';
import { askProgram } from './three-programs';

const before = process.cwd();
let workspace: Workspace;
beforeEach(() => {
  workspace = new Workspace();
  process.chdir(workspace.folder);
});
afterEach(() => {
  process.chdir(before);
  delete process.env['KEELSON_DEBUG'];
  workspace.remove();
});

const CASES: readonly (readonly [NonNullable<Throwing>, string])[] = [
  ['check', "environment 'paas' > cluster 'main' > check 'own-rule': 'run' threw an error: kaputt"],
  ['charts', "environment 'paas' > cluster 'main': 'charts' threw an error: kaputt"],
  [
    'lazy value',
    "environment 'paas' > cluster 'main' > chart '60-settings' threw an error: Failed serializing construct at path '60-settings/map' with name 'settings': Error: kaputt",
  ],
  ['stacks', "environment 'paas': 'stacks' threw an error: kaputt"],
];

test.each(CASES)('all three programs name the %s that throws', (throwing, message) => {
  const { status, stderr } = workspace.synth('throwing-parts', [], { THROWING: throwing });
  expect(status).toBe(1);
  expect(stderr).toContain(`paas: failed, its last output is untouched: ${message}\n`);
  const last = (told: string): string | undefined => told.trimEnd().split('\n').at(-1);
  expect(last(askProgram(() => runTerraformProgram(throwingParts(throwing))))).toBe(message);
  // The Kubernetes program does not build stacks.
  const expected = throwing === 'stacks' ? '' : message;
  expect(last(askProgram(() => runKubernetesProgram(throwingParts(throwing))))).toBe(expected);
});

test('the stack trace of the original error is shown with KEELSON_DEBUG=1', () => {
  process.env['KEELSON_DEBUG'] = '1';
  const told = askProgram(() => runKubernetesProgram(throwingParts('check')));
  expect(told).toMatch(
    /^ThrownError: environment 'paas' > cluster 'main' > check 'own-rule': 'run' threw an error: kaputt\n {4}at /,
  );
  expect(told).toMatch(/\ncaused by: Error: kaputt\n {4}at fail /);
});

test('the command names the module that throws', () => {
  const { status, stderr } = workspace.synth('throwing-parts', [], { THROWING: 'module' });
  expect(status).toBe(1);
  expect(stderr).toMatch(/^platform '.*throwing-parts': the module threw an error: kaputt\n$/);
});
