import { k8s } from 'cdk8s-plus-27';
import { type AutoscaledCluster, CLUSTER_AUTOSCALER } from '../../specs/cluster/controllers/cluster-autoscaler-spec';
import { AUTOSCALER_PORT, renderAutoscalerFlags } from './cluster-autoscaler-flags';

/** Memory for the objects of the whole cluster, as upstream states it, and disk for the five log files of 10 MiB that the kubelet keeps. */
const LIMITS = { memory: k8s.Quantity.fromString('600Mi'), 'ephemeral-storage': k8s.Quantity.fromString('64Mi') };

const PORT = k8s.IntOrString.fromString('metrics');

/** The program answers with its metrics once it is up; a pod that waits for the lease is ready too. */
const READY = { httpGet: { path: '/metrics', port: PORT } };

/** The health check fails once the loop of the leader has stood still for 10 minutes. */
const ALIVE = { httpGet: { path: '/health-check', port: PORT } };

/**
 * The autoscaler's container. The region comes from the environment, because pods cannot reach the instance's metadata. The user of the pod
 * is `nonroot` of the image's base.
 */
export function renderAutoscalerContainer(autoscaled: AutoscaledCluster): k8s.Container {
  const { cluster, autoscaler } = autoscaled;
  return {
    name: CLUSTER_AUTOSCALER,
    image: autoscaler.image,
    imagePullPolicy: 'IfNotPresent',
    command: ['/cluster-autoscaler'],
    args: [...renderAutoscalerFlags(autoscaled)],
    env: [{ name: 'AWS_REGION', value: cluster.region }],
    ports: [{ name: 'metrics', containerPort: AUTOSCALER_PORT, protocol: 'TCP' }],
    resources: { requests: { cpu: k8s.Quantity.fromString('100m'), ...LIMITS }, limits: LIMITS },
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    },
    readinessProbe: { ...READY, periodSeconds: 10, timeoutSeconds: 5 },
    livenessProbe: { ...ALIVE, periodSeconds: 60, timeoutSeconds: 10, failureThreshold: 3 },
  };
}
