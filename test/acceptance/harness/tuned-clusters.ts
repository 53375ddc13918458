import { standardChart } from '../../../lib/charts/standard-chart';
import { synthesizeCharts } from '../../../lib/charts/synthesize-charts';
import type { AwsClusterSpec, GoogleClusterSpec } from '../../../lib/specs/cluster/cluster-spec';
import { tunedAwsCluster, tunedGoogleCluster } from '../../fixtures/tuned-cluster';
import { type ManifestObject, splitManifest } from './control-plane-apply';

/** A cluster with a NodeTuner and its alerts; together the clusters cover every form of the alerts. */
export interface TunedCluster {
  readonly name: string;
  readonly cluster: AwsClusterSpec | GoogleClusterSpec;
  /** Kind of the object with the alerts. */
  readonly kind: 'PrometheusRule' | 'ClusterRules';
  /** The platform's namespace and the alerts, in the order of application. */
  readonly manifests: readonly ManifestObject[];
}

/** Startup taint of a pool that the cluster autoscaler scales. */
export const AUTOSCALER_TAINT = 'startup-taint.cluster-autoscaler.kubernetes.io/paas-main-edge';

/** Startup taint of a pool that the cluster autoscaler does not scale. */
export const OWN_TAINT = 'keelson.dev/untuned';

/** AWS with two startup taints, Google Cloud with one, and the latter with Google's managed Prometheus. */
export function tunedClusters(): readonly TunedCluster[] {
  const google = tunedGoogleCluster({ edge: OWN_TAINT });
  const stack = { kind: 'google-managed' } as const;
  return [
    tuned('aws', tunedAwsCluster({ edge: AUTOSCALER_TAINT, chat: OWN_TAINT, quiet: undefined })),
    tuned('google', google),
    tuned('google-managed', { ...google, monitoring: { ...google.monitoring, stack } }),
  ];
}

function tuned(name: string, cluster: AwsClusterSpec | GoogleClusterSpec): TunedCluster {
  const files = synthesizeCharts(cluster, [standardChart('00-namespaces'), standardChart('80-node-tuner-alerts')]);
  const kind = cluster.monitoring.stack.kind === 'operator' ? 'PrometheusRule' : 'ClusterRules';
  return { name, cluster, kind, manifests: files.flatMap(({ path, text }) => splitManifest(path, text)) };
}
