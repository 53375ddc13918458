import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchCompletion } from '../../../lib/render/user-data/launch-completion';
import type { AwsNodePoolSpec } from '../../../lib/specs/pool/node-pool-spec';
import { awsPoolSpec } from '../../fixtures/aws-pool-spec';

const HOOK = { name: 'node-ready', heartbeatSeconds: 900 };

function contentOf(pool: AwsNodePoolSpec, path: RegExp): string {
  const file = launchCompletion(pool, 'paas-main', HOOK).files.find((candidate) => path.test(candidate.path));
  if (file === undefined) throw new Error(`no file ${path}`);
  return file.content;
}

// Programs that replace those of a node. Each records its arguments; the answers of the API server and of Auto Scaling come from
// the scenario, one per call, and the last one repeats.
const SHIM = `#!${process.execPath}
const fs = require('node:fs');
const [folder, tool] = [process.env.SHIM_FOLDER, require('node:path').basename(process.argv[1])];
const args = process.argv.slice(2);
fs.appendFileSync(folder + '/calls', JSON.stringify([tool, ...args]) + '\\n');
const next = (list) => {
  const scenario = JSON.parse(fs.readFileSync(folder + '/scenario', 'utf8'));
  const [answer, ...rest] = scenario[list];
  fs.writeFileSync(folder + '/scenario', JSON.stringify({ ...scenario, [list]: rest.length > 0 ? rest : [answer] }));
  return answer;
};
const input = () => fs.readFileSync(0, 'utf8');
if (tool === 'curl') {
  const url = args.at(-1);
  const metadata = { 'instance-id': 'i-1', 'placement/region': 'eu-central-1', 'placement/availability-zone': 'eu-central-1b' };
  const path = url.split('/meta-data/')[1];
  if (url.endsWith('/latest/api/token')) process.stdout.write('imds-token');
  else if (path !== undefined) {
    if (input() !== 'X-aws-ec2-metadata-token: imds-token\\n') process.exit(22);
    process.stdout.write(metadata[path]);
  }
  else {
    if (input() !== 'Authorization: Bearer k8s-token\\n') process.exit(22);
    const answer = next('ready');
    if (answer === null) process.exit(22);
    process.stdout.write(JSON.stringify({ status: { conditions: [{ type: 'Ready', status: answer }] } }));
  }
} else if (tool === 'timeout') {
  const result = require('node:child_process').spawnSync(args[1], args.slice(2), { stdio: 'inherit' });
  process.exit(result.status ?? 124);
} else if (tool === 'aws') {
  if (args[0] === 'ec2') process.stdout.write('ip-10-0-0-1.eu-central-1.compute.internal\\n');
  if (args[0] === 'eks') process.stdout.write('{"status":{"token":"k8s-token"}}');
  if (args[0] === 'autoscaling') {
    const error = next('completion');
    if (error !== '') { process.stderr.write(error); process.exit(254); }
  }
} else if (tool === 'jq') {
  const data = JSON.parse(input());
  if (args.at(-1) === '.status.token') process.stdout.write(data.status.token + '\\n');
  else process.exit(data.status.conditions.some((c) => c.type === 'Ready' && c.status === 'True') ? 0 : 1);
}
`;

interface Scenario {
  /** Status of the node's condition Ready; null while the API server has no such node. */
  readonly ready: readonly (string | null)[];
  /** Errors of Auto Scaling; an empty text is a success. */
  readonly completion: readonly string[];
}

interface Outcome {
  readonly status: number | null;
  readonly output: string;
  readonly calls: readonly (readonly string[])[];
}

function run(
  pool: AwsNodePoolSpec,
  scenario: Scenario,
  change: (script: string) => string = (script) => script,
): Outcome {
  const folder = mkdtempSync(join(tmpdir(), 'keelson-launch-'));
  try {
    for (const tool of ['curl', 'aws', 'jq', 'sleep', 'timeout']) {
      writeFileSync(join(folder, tool), SHIM);
      chmodSync(join(folder, tool), 0o755);
    }
    writeFileSync(join(folder, 'scenario'), JSON.stringify(scenario));
    writeFileSync(
      join(folder, 'kubeconfig'),
      'clusters:\n  - name: kubernetes\n    cluster:\n      server: https://api.example\n',
    );
    const script = contentOf(pool, /complete-launch$/).replace(
      '/var/lib/kubelet/kubeconfig',
      join(folder, 'kubeconfig'),
    );
    writeFileSync(join(folder, 'script'), change(script));
    const result = spawnSync('bash', [join(folder, 'script')], {
      encoding: 'utf8',
      env: { PATH: `${folder}:/usr/bin:/bin`, SHIM_FOLDER: folder },
    });
    const calls = readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n');
    return {
      status: result.status,
      output: result.stdout + result.stderr,
      calls: calls.map((line) => JSON.parse(line) as string[]),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function completions(outcome: Outcome): readonly (readonly string[])[] {
  return outcome.calls.filter(([tool, service]) => tool === 'aws' && service === 'autoscaling');
}

const TIMEOUT_MS = 30_000;

test(
  'the script completes the hook once, after the API server reports the node Ready',
  () => {
    const outcome = run(awsPoolSpec(), { ready: [null, 'False', 'True'], completion: [''] });
    expect(outcome.status).toBe(0);
    expect(completions(outcome)).toEqual([
      [
        'aws',
        'autoscaling',
        'complete-lifecycle-action',
        '--region',
        'eu-central-1',
        '--auto-scaling-group-name',
        'paas-main-general',
        '--lifecycle-hook-name',
        'node-ready',
        '--instance-id',
        'i-1',
        '--lifecycle-action-result',
        'CONTINUE',
      ],
    ]);
    const asked = outcome.calls.filter((call) => call.at(-1)?.startsWith('https://api.example'));
    expect(asked).toHaveLength(3);
    expect(asked[0]?.at(-1)).toBe('https://api.example/api/v1/nodes/ip-10-0-0-1.eu-central-1.compute.internal');
  },
  TIMEOUT_MS,
);

test(
  'the script puts no token on a command line, where every process of the node could read it',
  () => {
    const outcome = run(awsPoolSpec(), { ready: ['True'], completion: [''] });
    expect(outcome.calls.flat().filter((word) => /k8s-token|imds-token/.test(word))).toEqual([]);
  },
  TIMEOUT_MS,
);

test(
  'the script limits each call of the AWS CLI to 30 seconds, because a hanging call would exceed the deadline',
  () => {
    const { calls } = run(awsPoolSpec(), { ready: ['True'], completion: [''] });
    const bounded = calls.filter(([tool, , program]) => tool === 'timeout' && program === 'aws');
    expect(new Set(bounded.map(([, seconds]) => seconds))).toEqual(new Set(['30']));
    expect(bounded).toHaveLength(calls.filter(([tool]) => tool === 'aws').length);
  },
  TIMEOUT_MS,
);

test(
  'the script of a pool counted per zone completes the hook of the group in its own zone',
  () => {
    const pool = awsPoolSpec({ size: { scope: 'per-zone', min: 1, max: 2 } });
    const outcome = run(pool, { ready: ['True'], completion: [''] });
    expect(completions(outcome)[0]).toContain('paas-main-general-eu-central-1b');
  },
  TIMEOUT_MS,
);

test(
  'the script succeeds on an instance that is older than the hook, because no hook waits for it',
  () => {
    const error =
      'An error occurred (ValidationError) when calling the CompleteLifecycleAction operation: No active Lifecycle Action found with instance ID i-1';
    const outcome = run(awsPoolSpec(), { ready: ['True'], completion: [error] });
    expect(outcome.status).toBe(0);
    expect(outcome.output).toContain('no launch hook to complete');
  },
  TIMEOUT_MS,
);

test(
  'the script repeats a call after a temporary error',
  () => {
    const throttled =
      'An error occurred (Throttling) when calling the CompleteLifecycleAction operation: Rate exceeded';
    const outcome = run(awsPoolSpec(), { ready: ['True'], completion: [throttled, ''] });
    expect(outcome.status).toBe(0);
    expect(completions(outcome)).toHaveLength(2);
  },
  TIMEOUT_MS,
);

test(
  'the script never completes the hook for a node that does not become Ready, so that the instance is abandoned',
  () => {
    const outcome = run(awsPoolSpec(), { ready: ['False'], completion: [''] }, (script) =>
      script.replace('SECONDS + 900', 'SECONDS + 1'),
    );
    expect(outcome.status).toBe(1);
    expect(completions(outcome)).toEqual([]);
    expect(outcome.output).toContain('gave up on node_is_ready');
  },
  TIMEOUT_MS,
);

test('the unit is ordered after the units that start the kubelet and is not enabled for later boots', () => {
  const unit = contentOf(awsPoolSpec(), /\.service$/);
  expect(unit).toMatch(/^After=.*\bnodeadm-run\.service\b/m);
  expect(unit).not.toContain('[Install]');
});
