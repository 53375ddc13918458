import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { PLATFORM_NAMESPACE, POOL_LABEL } from '../../specs/labels';
import { TOLERATE_EVERYTHING } from '../../values/taint';
import { addScrapingPolicy } from '../controllers/scraping-policy';
import { renderWorkloadLabels } from '../workloads/placement';
import { renderCoordinatorContainer, renderCoordinatorVolumes } from './reboot-coordinator-container';
import { type CoordinatedPool, REBOOT_METRICS_PORT, rebootCoordinatorName } from './reboot-coordinator-names';

/** Properties of {@link RebootCoordinator}. */
export type RebootCoordinatorProps = CoordinatedPool;

/** The reason why kured's pods are privileged, which the namespace requires as an annotation. */
const PRIVILEGED_BECAUSE =
  "kured enters the mount namespace of the node's init to call systemctl; logind then lets the kubelet end the pods that are " +
  'left, which a signal to systemd, the way without privileges, would pass by';

/**
 * kured for a pool: drains and reboots its nodes in their window, under a lock that limits how many nodes are down at once.
 *
 * The lock is an annotation of the DaemonSet that kured writes itself. Client-side and server-side apply both keep the
 * annotation, because it was never in the manifest. `kubectl replace`, or deleting and creating, drops the lock while a node may
 * hold it; so does a change of `concurrency` between 1 and a larger number, because kured then writes the lock in another form.
 *
 * @see https://kured.dev/docs/
 */
export class RebootCoordinator extends Construct {
  /** The DaemonSet, `reboot-coordinator-<pool>`. */
  readonly resource: k8s.KubeDaemonSet;

  constructor(scope: Construct, id: string, props: RebootCoordinatorProps) {
    super(scope, id);
    const name = rebootCoordinatorName(props.pool);
    const labels = { ...renderWorkloadLabels({ name }) };
    addScrapingPolicy(this, { name, port: REBOOT_METRICS_PORT });
    this.resource = new k8s.KubeDaemonSet(this, 'DaemonSet', {
      metadata: { name, namespace: PLATFORM_NAMESPACE, labels },
      spec: {
        selector: { matchLabels: labels },
        // One pod at a time: a replaced pod may be in the middle of a drain, and its successor uncordons the node and begins
        // again.
        updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: k8s.IntOrString.fromNumber(1) } },
        template: {
          metadata: { labels, annotations: { 'keelson.dev/privileged-because': PRIVILEGED_BECAUSE } },
          spec: renderPod(props),
        },
      },
    });
  }
}

function renderPod(props: CoordinatedPool): k8s.PodSpec {
  return {
    serviceAccountName: rebootCoordinatorName(props.pool),
    automountServiceAccountToken: true,
    // A Service named kured-metrics would otherwise set the variable KURED_METRICS_PORT, which kured reads as a flag.
    enableServiceLinks: false,
    priorityClassName: 'system-node-critical',
    nodeSelector: { [POOL_LABEL]: props.pool.name },
    // Tolerates every taint: a node that lost its kured pod while it was cordoned would never be uncordoned.
    tolerations: [TOLERATE_EVERYTHING],
    // kured enters the mounts of the node's init, which is process 1 only in the host's PID namespace.
    hostPid: true,
    terminationGracePeriodSeconds: 5,
    containers: [renderCoordinatorContainer(props)],
    volumes: renderCoordinatorVolumes(),
  };
}
