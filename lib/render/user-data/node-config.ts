import type { AwsNodePoolSpec } from '../../specs/pool/node-pool-spec';
import type { JoinedCluster } from './joined-cluster';
import { renderJson } from './json-text';
import { registrationFlags } from './kubelet-flags';
import type { KubeletSettings } from './kubelet-settings';
import { lateMarker } from './text-piece';

/** Content type of the part that nodeadm reads. */
export const NODE_CONFIG_CONTENT_TYPE = 'application/node.eks.aws';

/**
 * Renders the NodeConfig of a pool for nodeadm. All four cluster fields are stated, because nodeadm does not ask the EKS API for
 * them. Taints are kubelet flags, because taints of the EKS API reach a node only after it may have received pods.
 *
 * @see https://awslabs.github.io/amazon-eks-ami/nodeadm/doc/api/
 */
export function renderNodeConfig(pool: AwsNodePoolSpec, cluster: JoinedCluster, settings: KubeletSettings): string {
  return renderJson({
    apiVersion: 'node.eks.aws/v1alpha1',
    kind: 'NodeConfig',
    spec: {
      cluster: {
        name: cluster.name,
        apiServerEndpoint: lateMarker('clusterEndpoint'),
        certificateAuthority: lateMarker('certificateAuthority'),
        cidr: cluster.serviceCidr,
      },
      ...(pool.aws.instanceStore ? { instance: { localStorage: { strategy: 'RAID0' } } } : {}),
      kubelet: { config: kubeletConfiguration(settings), flags: registrationFlags(pool) },
    },
  });
}

/** Renders the settings as members of a KubeletConfiguration. */
export function kubeletConfiguration(settings: KubeletSettings): Readonly<Record<string, unknown>> {
  const sysctls = settings.allowedUnsafeSysctls;
  return {
    maxPods: settings.maxPods,
    shutdownGracePeriod: `${settings.shutdownGraceSeconds}s`,
    shutdownGracePeriodCriticalPods: `${settings.criticalShutdownGraceSeconds}s`,
    imageGCHighThresholdPercent: settings.imageGcHighPercent,
    imageGCLowThresholdPercent: settings.imageGcLowPercent,
    evictionHard: settings.evictionHard,
    kubeReserved: settings.kubeReserved,
    ...(sysctls.length > 0 ? { allowedUnsafeSysctls: sysctls } : {}),
  };
}
