import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { renderTunerScript } from '../../render/node-tuner/tuner-script';
import { renderTunerSettings } from '../../render/node-tuner/tuner-settings';
import type { ClusterSpec } from '../../specs/cluster/cluster-spec';
import { sysctlsAppliedBy } from '../../specs/kernel/kernel-plan';
import { PLATFORM_NAMESPACE, POOL_LABEL } from '../../specs/labels';
import type { NodePoolSpec } from '../../specs/pool/node-pool-spec';
import type { SysctlScope } from '../../specs/sysctl/sysctl-definition';
import { shortHash } from '../../values/short-hash';
import { TOLERATE_EVERYTHING } from '../../values/taint';
import { renderWorkloadLabels } from '../workloads/placement';
import { renderTunerContainer, renderTunerVolumes } from './node-tuner-container';
import { NODE_TUNER_ACCOUNT, nodeTunerName } from './node-tuner-names';

/** What {@link NodeTuner} needs. */
export interface NodeTunerProps {
  /** The cluster with the settings of its tuner: image, periods, and whether kube-proxy runs. */
  readonly cluster: ClusterSpec;
  /** A pool whose plan needs the tuner. */
  readonly pool: NodePoolSpec;
}

/**
 * The daemon that sets the kernel parameters of a pool's nodes, keeps them, and removes the startup taint once all of them hold.
 *
 * Program and values are in an immutable ConfigMap with a hash in its name, because a change of a mounted ConfigMap reaches all
 * pods at once and thus bypasses the rolling update. An apply without pruning keeps the former ConfigMap for the pods that still
 * mount it.
 */
export class NodeTuner extends Construct {
  /** The DaemonSet, `node-tuner-<pool>`. */
  readonly resource: k8s.KubeDaemonSet;

  constructor(scope: Construct, id: string, { cluster, pool }: NodeTunerProps) {
    super(scope, id);
    const configuration = this.addConfiguration(pool);
    this.resource = this.addDaemonSet(cluster, pool, configuration);
  }

  private addConfiguration(pool: NodePoolSpec): string {
    const data = { 'tuner.sh': renderTunerScript(), sysctls: renderTunerSettings(pool.kernel) };
    const name = `${nodeTunerName(pool)}-${shortHash(data)}`;
    new k8s.KubeConfigMap(this, 'Configuration', {
      metadata: { name, namespace: PLATFORM_NAMESPACE },
      immutable: true,
      data,
    });
    return name;
  }

  private addDaemonSet(cluster: ClusterSpec, pool: NodePoolSpec, configuration: string): k8s.KubeDaemonSet {
    const name = nodeTunerName(pool);
    const labels = { ...renderWorkloadLabels({ name }) };
    return new k8s.KubeDaemonSet(this, 'DaemonSet', {
      metadata: { name, namespace: PLATFORM_NAMESPACE, labels },
      spec: {
        selector: { matchLabels: labels },
        // A tenth of the pods at a time: a node keeps its values while its tuner is being replaced, but values that others
        // overwrite stay wrong for that time.
        updateStrategy: {
          type: 'RollingUpdate',
          rollingUpdate: { maxUnavailable: k8s.IntOrString.fromString('10%') },
        },
        template: {
          metadata: { labels, annotations: { 'keelson.dev/privileged-because': privilegedBecause(pool) } },
          spec: renderPod(cluster, pool, configuration),
        },
      },
    });
  }
}

function renderPod(cluster: ClusterSpec, pool: NodePoolSpec, configuration: string): k8s.PodSpec {
  return {
    serviceAccountName: NODE_TUNER_ACCOUNT,
    automountServiceAccountToken: true,
    priorityClassName: 'system-node-critical',
    nodeSelector: { [POOL_LABEL]: pool.name },
    // Tolerates every taint: no other pod may start on the node before the tuner has finished.
    tolerations: [TOLERATE_EVERYTHING],
    // Network parameters belong to a network namespace, and those of the node to the host's namespace.
    hostNetwork: true,
    dnsPolicy: 'Default',
    ...(needsHost(pool, 'ipc-namespace') && { hostIpc: true }),
    ...(needsHost(pool, 'pid-namespace') && { hostPid: true }),
    terminationGracePeriodSeconds: 5,
    containers: [renderTunerContainer(cluster, pool)],
    volumes: renderTunerVolumes(cluster, configuration),
  };
}

/** Whether the tuner sets a parameter of such a namespace, because the node's values are those of the host's own namespace. */
function needsHost(pool: NodePoolSpec, namespace: SysctlScope): boolean {
  return keysOf(pool, namespace).length > 0;
}

/** Keys of a namespace that the tuner sets. */
function keysOf(pool: NodePoolSpec, namespace: SysctlScope): readonly string[] {
  return sysctlsAppliedBy(pool.kernel, 'tuner').flatMap(({ key, scope }) => (scope === namespace ? [key] : []));
}

function privilegedBecause(pool: NodePoolSpec): string {
  const reasons = [
    'kernel parameters are read-only in an ordinary container, and those of the network are the host network namespace',
  ];
  return [
    ...reasons,
    ...(needsHost(pool, 'ipc-namespace')
      ? ['kernel.shm*, kernel.msg* and the like are those of the host IPC namespace']
      : []),
    ...ofPids(keysOf(pool, 'pid-namespace')),
  ].join('; ');
}

function ofPids(keys: readonly string[]): readonly string[] {
  if (keys.length === 0) return [];
  return [`${keys.join(', ')} ${keys.length === 1 ? 'is that' : 'are those'} of the host PID namespace`];
}
