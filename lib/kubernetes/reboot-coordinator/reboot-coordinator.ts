import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { PLATFORM_NAMESPACE, POOL_LABEL } from '../../specs/labels';
import { TOLERATE_EVERYTHING } from '../../values/taint';
import { renderWorkloadLabels } from '../workloads/placement';
import { renderCoordinatorContainer, renderCoordinatorVolumes } from './reboot-coordinator-container';
import { type CoordinatedPool, REBOOT_METRICS_PORT, rebootCoordinatorName } from './reboot-coordinator-names';

/** What {@link RebootCoordinator} needs. */
export type RebootCoordinatorProps = CoordinatedPool;

/** Why its pods may do on a node whatever they like. */
const PRIVILEGED_BECAUSE =
  "kured enters the mount namespace of the node's init to call systemctl; logind then lets the kubelet end the pods that are " +
  'left, which a signal to systemd, the way without privileges, would pass by';

/**
 * kured for a pool: drains and reboots its nodes in their window, under a lock that never more of them hold than may be down.
 *
 * The lock is an annotation of the DaemonSet that kured writes itself. An apply leaves it alone, on either side: it was never in
 * the manifest. `kubectl replace`, or deleting and creating, drops it while a node may hold it; so does another `concurrency`
 * across one, which is written in another form.
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
    this.addScraping(name, labels);
    this.resource = new k8s.KubeDaemonSet(this, 'DaemonSet', {
      metadata: { name, namespace: PLATFORM_NAMESPACE, labels },
      spec: {
        selector: { matchLabels: labels },
        // The one that is replaced may be draining: it opens its node and begins again.
        updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: k8s.IntOrString.fromNumber(1) } },
        template: {
          metadata: { labels, annotations: { 'keelson.dev/privileged-because': PRIVILEGED_BECAUSE } },
          spec: renderPod(props),
        },
      },
    });
  }

  /** The namespace lets nothing in by itself. Which one Prometheus runs in is not known here, and the numbers are no secret. */
  private addScraping(name: string, labels: Readonly<Record<string, string>>): void {
    new k8s.KubeNetworkPolicy(this, 'Scraping', {
      metadata: { name, namespace: PLATFORM_NAMESPACE },
      spec: {
        podSelector: { matchLabels: labels },
        policyTypes: ['Ingress'],
        ingress: [
          {
            from: [{ namespaceSelector: {} }],
            ports: [{ port: k8s.IntOrString.fromNumber(REBOOT_METRICS_PORT), protocol: 'TCP' }],
          },
        ],
      },
    });
  }
}

function renderPod(props: CoordinatedPool): k8s.PodSpec {
  return {
    serviceAccountName: rebootCoordinatorName(props.pool),
    automountServiceAccountToken: true,
    // A Service with a name like kured-metrics would hand in KURED_METRICS_PORT, which kured takes for a flag.
    enableServiceLinks: false,
    priorityClassName: 'system-node-critical',
    nodeSelector: { [POOL_LABEL]: props.pool.name },
    // Of everything: a node that lost its kured while cordoned would never be opened again.
    tolerations: [TOLERATE_EVERYTHING],
    // The init whose mounts are entered is number 1 of the node's processes.
    hostPid: true,
    terminationGracePeriodSeconds: 5,
    containers: [renderCoordinatorContainer(props)],
    volumes: renderCoordinatorVolumes(),
  };
}
