import { k8s } from 'cdk8s-plus-27';
import { IF_SHOWN, renderTunedGateScript } from '../../render/node-tuner/tuned-gate-script';
import { gateExpectations, tunerProfileHash } from '../../render/node-tuner/tuner-settings';
import type { Container, Volume } from '../../render/pods/pod-types';
import type { ClusterSpec } from '../../specs/cluster/cluster-spec';
import { needsTuner } from '../../specs/kernel/kernel-plan';
import { TUNED_GATE } from '../../specs/labels';
import type { NodePoolSpec } from '../../specs/pool/node-pool-spec';
import type { WorkloadSpec } from '../../specs/workload/workload-spec';
import { Problems } from '../../values/problems';
import { NODE_TUNER_STATE } from './node-tuner-names';

/** An init container, and the volumes that it needs. */
export interface TunedGate {
  /** The container, which must be the first of `initContainers`. */
  readonly container: k8s.Container;
  /** In the host network the folder with the tuner's marker; empty otherwise. */
  readonly volumes: readonly k8s.Volume[];
}

/** The gate in the types of keelson's own pods. */
export interface RenderedGate {
  /** The container, which must be the first of `initContainers`. */
  readonly container: Container;
  /** In the host network the folder with the tuner's marker; empty otherwise. */
  readonly volumes: readonly Volume[];
}

/** Memory for a shell, awk and sleep, and disk for the five log files of 10 MiB that the kubelet keeps. */
const LIMITS = { memory: '16Mi', 'ephemeral-storage': '64Mi' } as const;

const VOLUME = 'node-tuner-state';

/** A user and group that own no file, stated because the default user differs between images. */
const NOBODY = 65532;

/**
 * An init container without any right that ends once the node is tuned. It also holds pods back after a reboot in place, when the
 * kubelet does not taint its node again. Undefined where no pool of the workload has a tuner, and where the pods see none of the
 * tuner's values, because such a gate would end at once and protect nothing.
 *
 * The gate waits for every value of the tuner that the pod's own namespaces show. In the host network it also waits for the
 * tuner's marker of the current boot, because a value that something else sets at boot would otherwise open the gate too early. On
 * the pod network the gate cannot see the marker: it may end before kube-proxy has written its own values at boot, and the tuner
 * repairs these in its next pass.
 *
 * @throws ConfigError when the workload's pools are tuned differently, because one gate would wait for ever on some of them.
 */
export function renderTunedGate(workload: WorkloadSpec, cluster: ClusterSpec): TunedGate | undefined {
  const gate = renderGate(workload, cluster);
  if (gate === undefined) return undefined;
  const { container, volumes } = gate;
  const typed = { ...container, resources: typedResources(container) } as k8s.Container;
  return { container: typed, volumes: volumes as readonly k8s.Volume[] };
}

/**
 * The gate for the pods that keelson writes itself; see `renderTunedGate`.
 *
 * @throws ConfigError when the workload's pools are tuned differently, because one gate would wait for ever on some of them.
 */
export function renderGate(workload: WorkloadSpec, cluster: ClusterSpec): RenderedGate | undefined {
  const [first] = workload.pools;
  if (first === undefined || !workload.pools.some((pool) => needsTuner(pool.kernel))) return undefined;
  requireAlike(workload);
  const { hostNetwork } = workload;
  if (!hostNetwork && expectationsOf(first, hostNetwork) === '') return undefined;
  const volumes = [{ name: VOLUME, hostPath: { path: NODE_TUNER_STATE, type: 'DirectoryOrCreate' } }];
  return {
    container: renderContainer(first, hostNetwork, cluster.nodeTuner.image),
    volumes: hostNetwork ? volumes : [],
  };
}

/** The L1 has a class for quantities, of which only the text gets into the manifest. */
function typedResources({ resources }: Container): k8s.ResourceRequirements {
  return { requests: typedQuantities(resources.requests), limits: typedQuantities(resources.limits) };
}

function typedQuantities(list: object): Record<string, k8s.Quantity> {
  return Object.fromEntries(Object.entries(list).map(([name, text]) => [name, k8s.Quantity.fromString(String(text))]));
}

function renderContainer(pool: NodePoolSpec, hostNetwork: boolean, image: string): Container {
  const expected = expectationsOf(pool, hostNetwork);
  return {
    name: TUNED_GATE,
    image,
    imagePullPolicy: 'IfNotPresent',
    command: ['sh', '-c', renderTunedGateScript(expected)],
    env: [
      { name: 'KEELSON_EXPECTED', value: expected },
      { name: 'KEELSON_PROFILE', value: tunerProfileHash(pool.kernel) },
      { name: 'KEELSON_MARKER', value: hostNetwork ? `${NODE_TUNER_STATE}/tuned` : '' },
    ],
    resources: {
      requests: { cpu: '10m', ...LIMITS },
      limits: LIMITS,
    },
    securityContext: {
      runAsNonRoot: true,
      runAsUser: NOBODY,
      runAsGroup: NOBODY,
      readOnlyRootFilesystem: true,
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      seccompProfile: { type: 'RuntimeDefault' },
    },
    ...(hostNetwork && { volumeMounts: [{ name: VOLUME, mountPath: NODE_TUNER_STATE, readOnly: true }] }),
  };
}

function requireAlike(workload: WorkloadSpec): void {
  const { hostNetwork, pools } = workload;
  const shown = pools.map((pool) => ({ name: pool.name, text: expectationsOf(pool, hostNetwork) }));
  const problems = new Problems(`workload '${workload.name}'`);
  const alike = new Set(shown.map(({ text }) => text)).size === 1;
  const rule = 'be tuned alike where a gate holds their pods back: one gate waits for one set of values';
  const value = shown.map(
    ({ name, text }) =>
      `${name}: ${text.trim().replaceAll(IF_SHOWN, '').replace(/\t/g, '=').replace(/\n/g, ', ') || 'nothing'}`,
  );
  problems.require(
    alike,
    'pools',
    rule,
    value.join('; '),
    "give the pools one 'kernel', or split the workload by pool",
  );
  problems.throwIfAny();
}

function expectationsOf(pool: NodePoolSpec, hostNetwork: boolean): string {
  return gateExpectations(pool.kernel, { hostNetwork, hostIpc: false, hostPid: false });
}
