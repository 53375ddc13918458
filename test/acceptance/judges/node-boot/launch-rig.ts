import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from '../../harness/run-program';
import { Session, writeSessionFile } from '../../harness/session';
import { toolPath } from '../../harness/tools';
import { type ApiAnswer, makeCertificates, NODE_NAME, startApi, startMetadata, TOKENS } from './launch-stubs';

/** Answers of the surroundings while a node launches, one answer per call; the last one repeats. */
export interface LaunchScenario {
  readonly name: string;
  readonly api: readonly ApiAnswer[];
  /** Answers of `aws eks get-token`. @default ok */
  readonly token?: readonly ('ok' | 'expired' | 'hang')[];
  /** Answers of Auto Scaling to the completion. @default ok */
  readonly completion?: readonly ('ok' | 'gone' | 'throttled' | 'hang')[];
  /** Authority that the node trusts. @default 'its own' */
  readonly trusts?: 'its own' | 'another';
  /** Seconds until the hook times out. @default - 900, as pools have it */
  readonly heartbeatSeconds?: number;
  /** Expected end of the launch. */
  readonly ends: 'completed' | 'nothing to complete' | 'given up';
  /** Number of calls that try to complete the hook. @default 1, or 0 where the script gives up */
  readonly completions?: number;
}

/** Result of a launch. */
export interface LaunchOutcome {
  /** Exit code of the script; null when it had to be killed. */
  readonly status: number | null;
  readonly output: string;
  /** Answers of the API server and completions, in order. */
  readonly timeline: readonly string[];
  /** Every command line of the script, which any process of the node can read. */
  readonly commandLines: readonly string[];
}

/** Seconds that exceed every attempt; a script that still runs then does not give up. */
const KILL_AFTER_SECONDS = 75;

/** Runs a script as on a node: its commands and addresses lead to stubs, but the script itself is unchanged. */
export async function launch(script: string, scenario: LaunchScenario): Promise<LaunchOutcome> {
  const folder = mkdtempSync(join(Session.current().subfolder('node-boot'), 'launch-'));
  await makeCertificates(folder, scenario.trusts ?? 'its own');
  const [metadata, api] = [await startMetadata(), await startApi(folder, scenario.api)];
  try {
    writeSessionFile(folder, 'kubeconfig', kubeconfig(api.url));
    writeSessionFile(folder, 'token', lines(scenario.token ?? ['ok']));
    writeSessionFile(folder, 'completion', lines(scenario.completion ?? ['ok']));
    writeFileSync(join(folder, 'complete-launch'), script, { mode: 0o755 });
    const outcome = await runProgram([join(folder, 'complete-launch')], {
      env: environment(folder, metadata.url),
      timeoutSeconds: KILL_AFTER_SECONDS,
      startsOthers: true,
    });
    return {
      status: outcome.status,
      output: `${outcome.stdout}${outcome.stderr}`,
      timeline: readLines(join(folder, 'timeline')),
      commandLines: readLines(join(folder, 'command-lines')),
    };
  } finally {
    metadata.stop();
    api.stop();
  }
}

/** Reports what a launch did wrong. */
export function judgeLaunch(outcome: LaunchOutcome, scenario: LaunchScenario): readonly string[] {
  const { status, output, timeline, commandLines } = outcome;
  const givesUp = scenario.ends === 'given up';
  const tries = timeline.filter((entry) => entry.startsWith('complete '));
  const first = timeline.findIndex((entry) => entry.startsWith('complete '));
  const wasReady = first === -1 || timeline[first - 1] === 'api ready';
  const expected = scenario.completions ?? (givesUp ? 0 : 1);
  const leaked = commandLines.filter((line) => Object.values(TOKENS).some((token) => line.includes(token)));
  return [
    ...(status === null ? ['it never ended'] : []),
    ...(status === (givesUp ? 1 : 0) ? [] : [`it ended with ${status}: ${output}`]),
    ...(wasReady ? [] : [`the hook was completed before the node was Ready: ${timeline.join(', ')}`]),
    ...(tries.length === expected ? [] : [`${tries.length} completions instead of ${expected}`]),
    ...(scenario.ends !== 'nothing to complete' || output.includes('no launch hook to complete') ? [] : [output]),
    ...leaked.map((line) => `a token stands on a command line: ${line}`),
  ];
}

function environment(folder: string, metadataUrl: string): Readonly<Record<string, string>> {
  return {
    PATH: `${join(__dirname, 'shims')}:/usr/bin:/bin`,
    RIG: folder,
    IMDS_URL: metadataUrl,
    CURL: toolPath('curl'),
    JQ: toolPath('jq'),
    NODE_NAME,
    CLUSTER_TOKEN: TOKENS.cluster,
  };
}

function kubeconfig(server: string): string {
  return `---
apiVersion: v1
kind: Config
clusters:
  - name: kubernetes
    cluster:
      certificate-authority: /etc/kubernetes/pki/ca.crt
      server: ${server}
current-context: kubelet
contexts:
  - name: kubelet
    context: { cluster: kubernetes, user: kubelet }
`;
}

function lines(answers: readonly string[]): string {
  return answers.map((answer) => `${answer}\n`).join('');
}

function readLines(path: string): readonly string[] {
  return existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n') : [];
}
