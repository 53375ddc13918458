import { API_PORT } from '../security/cluster-security';
import type { SecurityFlow, SecurityGroupPeer } from '../security/security-flow';

/** Flows from ranges behind a VPN or a transit gateway to the Kubernetes API. */
export function remoteRangeFlows(cidrs: readonly string[], controlPlane: SecurityGroupPeer): readonly SecurityFlow[] {
  return cidrs.map((cidr) => ({
    from: { kind: 'range', cidr },
    to: controlPlane,
    protocol: { kind: 'tcp', port: API_PORT },
    why: 'People and CI of the remote network call the API',
  }));
}
