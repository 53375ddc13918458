import type { AwsPrivateAccessInput } from '../../specs/network/private-access-input';

/** How far the endpoint of the Kubernetes API is open besides the VPC. */
export interface PublicEndpoint {
  /** False closes the endpoint to everything outside the VPC and what is routed into it. */
  readonly endpointPublicAccess: boolean;
  /** Ranges that may call the public endpoint; undefined where there is none. */
  readonly publicAccessCidrs: string[] | undefined;
}

/** The endpoint is public for an allow-list only; every other kind of access comes through the VPC. */
export function publicEndpoint(access: AwsPrivateAccessInput): PublicEndpoint {
  return access.kind === 'public-allow-list'
    ? { endpointPublicAccess: true, publicAccessCidrs: [...access.cidrs] }
    : { endpointPublicAccess: false, publicAccessCidrs: undefined };
}
