import { addStandardCharts } from '../../../../lib/charts/add-standard-charts';
import { synthesizeCharts } from '../../../../lib/charts/synthesize-charts';
import type { AwsClusterSpec } from '../../../../lib/specs/cluster/cluster-spec';
import { EnvironmentSpec } from '../../../../lib/specs/environment/environment-spec';
import type { KubernetesObject } from '../../../../lib/values/kubernetes-object';
import { awsCluster, awsEnvironment, awsPool } from '../../../fixtures/aws-environment';

/** Pool whose nodes register with a startup taint. */
export const EDGE = 'edge';

/** Changes that a variant of the platform makes. */
export interface PlatformChanges {
  /** @default - the value of the profile */
  readonly conntrackMax?: string;
}

/** A cluster with a pool without a startup taint and one whose nodes the tuner opens; kube-proxy runs on both. */
export function tunedCluster(changes: PlatformChanges = {}): AwsClusterSpec {
  const edge = awsPool({
    name: EDGE,
    purpose: 'traffic',
    expectsPods: false,
    size: { scope: 'total', min: 1, max: 50 },
    maxPods: 58,
    taints: [{ key: 'dedicated', value: EDGE, effect: 'NoSchedule' }],
    startupTaint: { removedBy: 'node-tuner' },
    kernel: {
      profiles: ['many-connections'],
      ...(changes.conntrackMax !== undefined && {
        sysctls: { 'net.netfilter.nf_conntrack_max': changes.conntrackMax },
      }),
    },
  });
  const cluster = awsCluster({
    pools: [awsPool({ name: 'system', purpose: 'system' }), edge],
    teams: [],
    workloads: [],
    // The shortest period that the spec allows, so that a judge need not wait.
    nodeTuner: { taintCheckSeconds: 5 },
  });
  const [spec] = EnvironmentSpec.from(awsEnvironment({ clusters: [cluster] })).clusters;
  if (spec === undefined || spec.cloud !== 'aws') throw new Error('the platform has one cluster on AWS');
  return spec;
}

/** Manifests of the cluster in the order of application, without those that need definitions of others. */
export function tunedManifests(cluster: AwsClusterSpec): readonly KubernetesObject[] {
  const files = synthesizeCharts(cluster, [addStandardCharts]);
  return files.filter(({ path }) => !path.startsWith('extensions/')).flatMap(({ objects }) => objects);
}

/** A DaemonSet that stands for the traffic daemons of a pool: it tolerates the pool's own taints, but not the startup taint. */
export function trafficDaemon(): KubernetesObject {
  const labels = { 'keelson.dev/workload': 'traffic' };
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name: 'traffic', namespace: 'default' },
    spec: {
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          nodeSelector: { 'keelson.dev/pool': EDGE },
          tolerations: [{ key: 'dedicated', operator: 'Equal', value: EDGE, effect: 'NoSchedule' }],
          containers: [
            {
              name: 'traffic',
              image: 'registry.example.com/traffic:1',
              resources: { requests: { cpu: '100m', memory: '64Mi' } },
            },
          ],
        },
      },
    },
  };
}
