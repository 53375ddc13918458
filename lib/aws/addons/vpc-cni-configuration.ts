import type { AwsControlPlane } from '../../specs/cluster/cluster-spec';

/**
 * Configuration of the vpc-cni add-on. Its schema wants strings throughout, numbers and booleans included.
 *
 * Network policies are enforced only with `enableNetworkPolicy`: without it every NetworkPolicy of the charts is accepted and ignored.
 */
export function renderVpcCniConfiguration(
  controlPlane: Pick<AwsControlPlane, 'prefixDelegation' | 'podMtu'>,
): Readonly<Record<string, unknown>> {
  return {
    enableNetworkPolicy: 'true',
    env: {
      AWS_VPC_ENI_MTU: String(controlPlane.podMtu),
      ENABLE_PREFIX_DELEGATION: String(controlPlane.prefixDelegation),
      // One spare /28 per node: the next 16 pods start without waiting for EC2, and no more of the subnet is held than that.
      ...(controlPlane.prefixDelegation ? { WARM_PREFIX_TARGET: '1' } : {}),
    },
  };
}
