import type { ManifestFile } from '../../../../lib/charts/manifest-file';
import type { KubernetesObject } from '../../../../lib/values/kubernetes-object';
import { MAX, NAMESPACE } from './scaled-clusters';

/** Name of the service whose autoscaler has none of our bounds. */
export const CONTROL = 'control';

/** Least pods of the control, of which Kubernetes' own default adds and removes all at once. */
export const CONTROL_MIN = 8;

/**
 * The Deployment of a service under another name, with an autoscaler that a person would write: the processors of all containers,
 * Kubernetes' own steps, and a larger range.
 */
export function controlObjects(files: readonly ManifestFile[]): readonly KubernetesObject[] {
  const file = files.find(({ path }) => path.includes('by-cpu'));
  const text = JSON.stringify(file?.objects ?? []).replaceAll('by-cpu', CONTROL);
  const objects = (JSON.parse(text) as readonly KubernetesObject[]).filter(
    ({ kind }) => kind !== 'HorizontalPodAutoscaler',
  );
  const target = { type: 'Utilization', averageUtilization: 50 };
  const autoscaler = {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: CONTROL, namespace: NAMESPACE },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: CONTROL },
      minReplicas: CONTROL_MIN,
      maxReplicas: 3 * MAX,
      metrics: [{ type: 'Resource', resource: { name: 'cpu', target } }],
    },
  };
  return [...objects, autoscaler];
}
