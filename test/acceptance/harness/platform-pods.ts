import { placeAddons } from '../../../lib/aws/addons/addon-placement';
import type { AwsClusterSpec, GoogleClusterSpec } from '../../../lib/specs/cluster/cluster-spec';
import { PLATFORM_DAEMONS, type PlatformDaemon } from '../../../lib/specs/machine/platform-daemons';
import type { KubernetesObject } from '../../../lib/values/kubernetes-object';

/** Namespace of the cloud's own pods. */
export const PLATFORM_PODS_NAMESPACE = 'kube-system';

/** Name of the stand-in for coredns and its like. */
export const ADDON_NAME = 'managed-addon';

/** No container runs, so any name will do. */
const IMAGE = 'registry.example.com/stand-in:1';

/**
 * DaemonSets that stand for what the cloud runs on every node, with its requests.
 *
 * @param form `separate`: a pod per daemon, as on the real node. `combined`: one pod with all their requests, for runs with
 *   so many nodes that the number of pods would be all that is measured.
 */
export function platformDaemonSets(
  cluster: AwsClusterSpec | GoogleClusterSpec,
  form: 'separate' | 'combined',
): readonly KubernetesObject[] {
  const daemons = PLATFORM_DAEMONS[cluster.datapath];
  if (form === 'separate') return daemons.map((daemon) => daemonSet(daemon.name, [daemon]));
  return [daemonSet('platform-daemons', daemons)];
}

/** A Deployment that stands for the managed add-ons: it tolerates nothing of ours, and runs where the library sends them. */
export function managedAddon(cluster: AwsClusterSpec | GoogleClusterSpec): KubernetesObject {
  const labels = { 'k8s-app': ADDON_NAME };
  const placement = cluster.cloud === 'aws' ? placeAddons(cluster.pools) : {};
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: ADDON_NAME, namespace: PLATFORM_PODS_NAMESPACE },
    spec: {
      replicas: 2,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          ...placement,
          containers: [container({ name: ADDON_NAME, cpuMillis: 100, memoryMib: 70 })],
        },
      },
    },
  };
}

function daemonSet(name: string, daemons: readonly PlatformDaemon[]): KubernetesObject {
  const labels = { 'k8s-app': name };
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name, namespace: PLATFORM_PODS_NAMESPACE },
    spec: {
      selector: { matchLabels: labels },
      // So that hundreds of nodes that come at once are not taken one by one.
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '100%' } },
      template: {
        metadata: { labels },
        spec: { tolerations: [{ operator: 'Exists' }], containers: daemons.map(container) },
      },
    },
  };
}

function container({ name, cpuMillis, memoryMib }: PlatformDaemon): object {
  return { name, image: IMAGE, resources: { requests: { cpu: `${cpuMillis}m`, memory: `${memoryMib}Mi` } } };
}
