import { mkdirSync } from 'node:fs';
import type { ControlPlane } from './control-plane';
import { freePort, type Service, type Session, writeSessionFile } from './session';
import { toolPath } from './tools';

/** Annotation of pods that start and never become Ready, like a pod whose process ends again and again. */
export const CRASH_LOOP_ANNOTATION = 'keelson.dev/acceptance-crash-loop';

/** Annotation by which a judge reports that the process of a pod is ready. */
export const MARK_ANNOTATION = 'keelson.dev/acceptance-ready';

/** Number of nodes and pods that kwok handles at a time; its default of four would make a thousand nodes wait. */
const PARALLELISM = 16;

/** Seconds between renewals of a kubelet's lease; the node controller waits for 40 seconds or longer. */
const LEASE_SECONDS = 40;

/** Options of {@link startSimulatedKubelets}. */
export interface SimulatedKubeletOptions {
  /**
   * Simulates only nodes with this label, `key=value`.
   * @default - all nodes
   */
  readonly nodeLabel?: string;
  /**
   * Values of the label `keelson.dev/workload` whose pods become Ready only once they carry {@link MARK_ANNOTATION}.
   * @default - none
   */
  readonly markedWorkloads?: readonly string[];
}

/**
 * Starts kwok, which simulates the kubelets of a control plane's nodes: nodes become and stay Ready, pods run, pods of Jobs end,
 * and deleted pods disappear at once. No container runs.
 *
 * @param name distinguishes it from other control planes' in logs and folders.
 */
export async function startSimulatedKubelets(
  session: Session,
  name: string,
  plane: ControlPlane,
  options: SimulatedKubeletOptions = {},
): Promise<Service> {
  const folder = session.subfolder(`${name}-kubelets`);
  const home = `${folder}/home`;
  mkdirSync(home, { recursive: true });
  const stages = [KWOK_OPTIONS, ...nodeStages(), ...podStages(options.markedWorkloads ?? [])];
  const config = writeSessionFile(folder, 'stages.yaml', stages.map((stage) => JSON.stringify(stage)).join('\n---\n'));
  const port = await freePort();
  const nodes = options.nodeLabel === undefined ? '--manage-all-nodes=true' : manageOnly(options.nodeLabel);
  const command = [
    toolPath('kwok'),
    `--kubeconfig=${plane.kubeconfigPath}`,
    `--config=${config}`,
    nodes,
    `--node-lease-duration-seconds=${LEASE_SECONDS}`,
    `--server-address=127.0.0.1:${port}`,
    '--cidr=10.0.0.0/8',
    '--node-ip=10.255.0.1',
    '--v=WARN',
  ];
  const ready = async (): Promise<boolean> => (await fetch(`http://127.0.0.1:${port}/healthz`)).ok;
  // kwok gets a home of its own, because it reads a configuration file there and must not touch files outside the session.
  return session.start(`${name}-kwok`, command, { ready, env: { ...process.env, HOME: home } });
}

const KWOK_OPTIONS: object = {
  apiVersion: 'config.kwok.x-k8s.io/v1alpha1',
  kind: 'KwokConfiguration',
  options: {
    podPlayStageParallelism: PARALLELISM,
    nodePlayStageParallelism: PARALLELISM,
    nodeLeaseParallelism: PARALLELISM,
  },
};

function manageOnly(label: string): string {
  return `--manage-nodes-with-label-selector=${label}`;
}

function stage(name: string, spec: { readonly kind: 'Node' | 'Pod'; readonly [member: string]: unknown }): object {
  const { kind, ...rest } = spec;
  return {
    apiVersion: 'kwok.x-k8s.io/v1alpha1',
    kind: 'Stage',
    metadata: { name },
    spec: { resourceRef: { apiGroup: 'v1', kind }, ...rest },
  };
}

const READY_OF_NODE = '.status.conditions.[] | select( .type == "Ready" ) | .status';
const DELETION = '.metadata.deletionTimestamp';
const CRASH_LOOP = `.metadata.annotations["${CRASH_LOOP_ANNOTATION}"]`;

const NODE_CONDITIONS = `
conditions:
{{ $now := Now }}
{{ $since := or .metadata.creationTimestamp $now }}
{{ range NodeConditions }}
- type: {{ .type | Quote }}
  status: {{ .status | Quote }}
  reason: {{ .reason | Quote }}
  message: {{ .message | Quote }}
  lastHeartbeatTime: {{ $now | Quote }}
  lastTransitionTime: {{ $since | Quote }}
{{ end }}
`;

/** Conditions and container states of a pod whose containers run; the parameter is the status of the condition Ready. */
function runningPod(ready: 'True' | 'False'): string {
  return `
{{ $now := Now }}
phase: Running
startTime: {{ $now | Quote }}
hostIP: 10.255.0.1
conditions:
- { type: Initialized, status: "True", lastTransitionTime: {{ $now | Quote }} }
- { type: Ready, status: "${ready}", lastTransitionTime: {{ $now | Quote }} }
- { type: ContainersReady, status: "${ready}", lastTransitionTime: {{ $now | Quote }} }
containerStatuses:
{{ range .spec.containers }}
- name: {{ .name | Quote }}
  image: {{ .image | Quote }}
  ready: ${ready === 'True'}
  started: true
  restartCount: ${ready === 'True' ? 0 : 5}
  state: { running: { startedAt: {{ $now | Quote }} } }
{{ end }}
`;
}

const FINISHED_POD = `
{{ $now := Now }}
phase: Succeeded
containerStatuses:
{{ range .spec.containers }}
- name: {{ .name | Quote }}
  image: {{ .image | Quote }}
  ready: false
  started: false
  restartCount: 0
  state: { terminated: { exitCode: 0, reason: Completed, startedAt: {{ $now | Quote }}, finishedAt: {{ $now | Quote }} } }
{{ end }}
`;

const IS_PENDING = [
  { key: DELETION, operator: 'DoesNotExist' },
  { key: '.status.phase', operator: 'In', values: ['Pending'] },
];

function nodeStages(): readonly object[] {
  return [
    stage('node-initialize', {
      kind: 'Node',
      selector: { matchExpressions: [{ key: READY_OF_NODE, operator: 'NotIn', values: ['True'] }] },
      next: { statusTemplate: NODE_CONDITIONS },
    }),
    stage('node-heartbeat', {
      kind: 'Node',
      selector: { matchExpressions: [{ key: READY_OF_NODE, operator: 'In', values: ['True'] }] },
      // The lease proves that the node is alive; the status is repeated only so that its age does not mislead.
      delay: { durationMilliseconds: 120_000, jitterDurationMilliseconds: 150_000 },
      next: { statusTemplate: NODE_CONDITIONS },
    }),
  ];
}

const WORKLOAD = '.metadata.labels["keelson.dev/workload"]';
const MARK = `.metadata.annotations["${MARK_ANNOTATION}"]`;

/** Pods run at once; those of marked workloads become Ready when a judge reports their process as ready. */
function podStages(marked: readonly string[]): readonly object[] {
  const isOrdinary = marked.length === 0 ? [] : [{ key: WORKLOAD, operator: 'NotIn', values: marked }];
  const isMarked = { key: WORKLOAD, operator: 'In', values: marked };
  const held = [
    stage('pod-run', {
      kind: 'Pod',
      selector: { matchExpressions: [...IS_PENDING, isMarked] },
      next: { statusTemplate: runningPod('False') },
    }),
    stage('pod-marked', {
      kind: 'Pod',
      selector: {
        matchExpressions: [
          isMarked,
          { key: DELETION, operator: 'DoesNotExist' },
          { key: MARK, operator: 'Exists' },
          { key: '.status.conditions.[] | select( .type == "Ready" ) | .status', operator: 'NotIn', values: ['True'] },
        ],
      },
      next: { statusTemplate: runningPod('True') },
    }),
  ];
  return [...standardPodStages(isOrdinary), ...(marked.length === 0 ? [] : held)];
}

function standardPodStages(isOrdinary: readonly object[]): readonly object[] {
  return [
    stage('pod-ready', {
      kind: 'Pod',
      selector: { matchExpressions: [...IS_PENDING, ...isOrdinary, { key: CRASH_LOOP, operator: 'DoesNotExist' }] },
      next: { statusTemplate: runningPod('True') },
    }),
    stage('pod-crash-loop', {
      kind: 'Pod',
      selector: { matchExpressions: [...IS_PENDING, ...isOrdinary, { key: CRASH_LOOP, operator: 'Exists' }] },
      next: { statusTemplate: runningPod('False') },
    }),
    stage('pod-complete', {
      kind: 'Pod',
      selector: {
        matchExpressions: [
          { key: DELETION, operator: 'DoesNotExist' },
          { key: '.status.phase', operator: 'In', values: ['Running'] },
          { key: '.metadata.ownerReferences.[].kind', operator: 'In', values: ['Job'] },
        ],
      },
      next: { statusTemplate: FINISHED_POD },
    }),
    stage('pod-delete', {
      kind: 'Pod',
      selector: { matchExpressions: [{ key: DELETION, operator: 'Exists' }] },
      next: { delete: true },
    }),
  ];
}
