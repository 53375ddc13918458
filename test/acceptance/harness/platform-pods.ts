import { placeAddons } from '../../../lib/aws/addons/addon-placement';
import type { AwsClusterSpec, GoogleClusterSpec } from '../../../lib/specs/cluster/cluster-spec';
import { PLATFORM_DAEMONS, type PlatformDaemon } from '../../../lib/specs/machine/platform-daemons';
import type { KubernetesObject } from '../../../lib/values/kubernetes-object';

/** Namespace of the cloud's own pods. */
export const PLATFORM_PODS_NAMESPACE = 'kube-system';

/** Name of the Deployment that stands for coredns and similar add-ons. */
export const ADDON_NAME = 'managed-addon';

/** No container runs, therefore the image may have any name. */
const IMAGE = 'registry.example.com/stand-in:1';

/**
 * DaemonSets that stand for the cloud's own daemons on every node, with the same requests.
 *
 * @param form `separate`: one pod per daemon, as on a real node. `combined`: one pod with the requests of all daemons, for runs
 * with so many nodes that the number of pods would dominate the measurement.
 */
export function platformDaemonSets(
  cluster: AwsClusterSpec | GoogleClusterSpec,
  form: 'separate' | 'combined',
): readonly KubernetesObject[] {
  const daemons = PLATFORM_DAEMONS[cluster.datapath];
  if (form === 'separate') return daemons.map((daemon) => daemonSet(daemon.name, [daemon]));
  return [daemonSet('platform-daemons', daemons)];
}

/** A Deployment that stands for the managed add-ons: it has the placement that the library gives to them. */
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
      // With this setting hundreds of nodes that join at once do not get the pod one after the other.
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
