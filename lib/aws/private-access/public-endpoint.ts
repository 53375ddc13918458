import type { AwsPrivateAccessInput } from '../../specs/network/private-access-input';

/** How far the endpoint of the Kubernetes API is open to clients outside the VPC. */
export interface PublicEndpoint {
  /** Whether clients outside the VPC can reach the endpoint; false limits it to the VPC and to ranges routed into the VPC. */
  readonly endpointPublicAccess: boolean;
  /** Ranges that may call the public endpoint; undefined where there is no public endpoint. */
  readonly publicAccessCidrs: string[] | undefined;
}

/** The endpoint is public for an allow-list only; every other kind of access goes through the VPC. */
export function publicEndpoint(access: AwsPrivateAccessInput): PublicEndpoint {
  return access.kind === 'public-allow-list'
    ? { endpointPublicAccess: true, publicAccessCidrs: [...access.cidrs] }
    : { endpointPublicAccess: false, publicAccessCidrs: undefined };
}
