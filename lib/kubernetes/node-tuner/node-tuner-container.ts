import { k8s } from 'cdk8s-plus-27';
import { tunerProfileHash } from '../../render/node-tuner/tuner-settings';
import type { ClusterSpec } from '../../specs/cluster/cluster-spec';
import { NODE_TUNER } from '../../specs/labels';
import type { NodePoolSpec } from '../../specs/pool/node-pool-spec';
import { NODE_TUNER_STATE, tunerTaintKey } from './node-tuner-names';

/** Memory, including the scratch space that counts as memory, and disk for the five log files of 10 MiB that the kubelet keeps. */
const LIMITS = { memory: k8s.Quantity.fromString('48Mi'), 'ephemeral-storage': k8s.Quantity.fromString('64Mi') };

const CONFIGURATION = '/etc/keelson';
const METRICS = '/metrics';
const SCRIPT = `${CONFIGURATION}/tuner.sh`;

/** Health endpoint of kube-proxy, which writes its connection-tracking values before it answers here. */
const KUBE_PROXY_HEALTHZ = 'http://127.0.0.1:10256/healthz';

/** The tuner's container, privileged because only a privileged container may write below /proc/sys. */
export function renderTunerContainer(cluster: ClusterSpec, pool: NodePoolSpec): k8s.Container {
  return {
    name: NODE_TUNER,
    image: cluster.nodeTuner.image,
    imagePullPolicy: 'IfNotPresent',
    command: ['sh', SCRIPT],
    env: renderEnvironment(cluster, pool),
    // Every second the tuner checks about thirty keys and sleeps; from time to time curl and awk read one Node object.
    resources: {
      requests: { cpu: k8s.Quantity.fromString('10m'), ...LIMITS },
      limits: LIMITS,
    },
    // The user is stated, because only root may write kernel parameters and the image has another user.
    securityContext: {
      privileged: true,
      allowPrivilegeEscalation: true,
      runAsUser: 0,
      runAsNonRoot: false,
      readOnlyRootFilesystem: true,
    },
    readinessProbe: {
      exec: { command: ['sh', SCRIPT, 'ready'] },
      periodSeconds: 5,
      timeoutSeconds: 5,
      failureThreshold: 1,
    },
    volumeMounts: [
      { name: 'configuration', mountPath: CONFIGURATION, readOnly: true },
      { name: 'state', mountPath: NODE_TUNER_STATE },
      { name: 'metrics', mountPath: METRICS },
      { name: 'scratch', mountPath: '/tmp' },
    ],
  };
}

/** Volumes of the tuner's pod. */
export function renderTunerVolumes(cluster: ClusterSpec, configuration: string): k8s.Volume[] {
  return [
    { name: 'configuration', configMap: { name: configuration } },
    { name: 'state', hostPath: { path: NODE_TUNER_STATE, type: 'DirectoryOrCreate' } },
    { name: 'metrics', hostPath: { path: cluster.nodeTuner.metricsFolder, type: 'DirectoryOrCreate' } },
    { name: 'scratch', emptyDir: { medium: 'Memory', sizeLimit: k8s.Quantity.fromString('8Mi') } },
  ];
}

function renderEnvironment({ nodeTuner }: ClusterSpec, pool: NodePoolSpec): k8s.EnvVar[] {
  const values: Readonly<Record<string, string>> = {
    KEELSON_TAINT_KEY: tunerTaintKey(pool) ?? '',
    KEELSON_PROFILE: tunerProfileHash(pool.kernel),
    KEELSON_ASSERT_SECONDS: String(nodeTuner.assertSeconds),
    KEELSON_TAINT_CHECK_SECONDS: String(nodeTuner.taintCheckSeconds),
    KEELSON_KUBE_PROXY_HEALTHZ: nodeTuner.kubeProxy ? KUBE_PROXY_HEALTHZ : '',
    KEELSON_SYSCTLS: `${CONFIGURATION}/sysctls`,
    KEELSON_STATE: NODE_TUNER_STATE,
    KEELSON_METRICS: METRICS,
  };
  const node = { name: 'KEELSON_NODE', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } };
  return [node, ...Object.entries(values).map(([name, value]) => ({ name, value }))];
}
