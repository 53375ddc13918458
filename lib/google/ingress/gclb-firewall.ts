import { ComputeFirewall } from '@cdktf/provider-google/lib/compute-firewall';
import { Construct } from 'constructs';
import { GOOGLE_BALANCER_SOURCES } from '../../specs/ingress/balancer-sources';
import { boundedName } from '../../values/bounded-name';
import { MAX_DNS_LABEL } from '../../values/name';
import { NEW_FIRST } from './new-first';
import type { GclbBackend, GclbPool, SharedGclbProps } from './shared-gclb-props';

/** Properties of {@link GclbFirewall}. */
export interface GclbFirewallProps extends Pick<SharedGclbProps, 'ingress'>, Pick<GclbBackend, 'backend' | 'network'> {
  /** The pool whose nodes are opened. */
  readonly pool: GclbPool;
}

/**
 * Firewall of the nodes of a pool behind a balancer: from the two ranges of Google's front ends to the ports of requests and of health
 * checks. Each pool has a rule of its own, so that its nodes are open before the balancer uses them and until it has let go of them.
 */
export class GclbFirewall extends Construct {
  /** The rule, in the project that owns the network. */
  readonly resource: ComputeFirewall;

  constructor(scope: Construct, id: string, { ingress, backend, network, pool }: GclbFirewallProps) {
    super(scope, id);
    const { cluster, daemon } = backend;
    const { http, health } = daemon.hostPorts;
    this.resource = new ComputeFirewall(this, 'rule', {
      project: network.projectId,
      name: boundedName(`${ingress.physicalName}-${cluster}-${pool.spec.name}`, MAX_DNS_LABEL),
      description: `Balancer ${ingress.physicalName} to ${daemon.namespace}/${daemon.name} on pool ${pool.spec.name} of cluster ${cluster}`,
      network: network.network,
      direction: 'INGRESS',
      sourceRanges: [...GOOGLE_BALANCER_SOURCES],
      targetTags: [pool.nodes.networkTag],
      allow: [{ protocol: 'tcp', ports: [...new Set([http, health])].map(String) }],
      lifecycle: NEW_FIRST,
    });
  }
}
