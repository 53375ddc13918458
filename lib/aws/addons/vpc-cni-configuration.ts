import type { AwsControlPlane } from '../../specs/cluster/cluster-spec';

/**
 * Configuration of the vpc-cni add-on. Its schema requires strings throughout, also for numbers and booleans.
 *
 * `enableNetworkPolicy` is required because without it the API server accepts the NetworkPolicies of the charts and nothing
 * enforces them.
 */
export function renderVpcCniConfiguration(
  controlPlane: Pick<AwsControlPlane, 'prefixDelegation' | 'podMtu'>,
): Readonly<Record<string, unknown>> {
  return {
    enableNetworkPolicy: 'true',
    env: {
      AWS_VPC_ENI_MTU: String(controlPlane.podMtu),
      ENABLE_PREFIX_DELEGATION: String(controlPlane.prefixDelegation),
      // One spare /28 block per node lets the next 16 pods start without waiting for EC2; more spare blocks would hold more of
      // the subnet.
      ...(controlPlane.prefixDelegation ? { WARM_PREFIX_TARGET: '1' } : {}),
    },
  };
}
