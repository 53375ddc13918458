import { ComputeFirewall } from '@cdktf/provider-google/lib/compute-firewall';
import { Construct } from 'constructs';
import { boundedName } from '../../values/bounded-name';
import { MAX_DNS_LABEL } from '../../values/name';
import { NEW_FIRST } from './new-first';
import type { GclbBackend, SharedGclbProps } from './shared-gclb-props';

/**
 * Addresses from which Google's front ends send requests and check health.
 *
 * @see https://cloud.google.com/load-balancing/docs/https#firewall-rules
 */
const FRONT_END_RANGES = ['130.211.0.0/22', '35.191.0.0/16'] as const;

/** Properties of {@link GclbFirewall}. */
export type GclbFirewallProps = Pick<SharedGclbProps, 'ingress' | 'backends'>;

/**
 * Firewall of the nodes behind a balancer: one rule for each traffic daemon, from the two ranges of Google's front ends to the ports of
 * requests and of health checks, and to no nodes but those of its pools.
 */
export class GclbFirewall extends Construct {
  constructor(scope: Construct, id: string, props: GclbFirewallProps) {
    super(scope, id);
    for (const each of props.backends) this.addRule(props, each);
  }

  private addRule({ ingress }: GclbFirewallProps, { backend, network, pools }: GclbBackend): void {
    // A rule without target tags would count for all machines of the network.
    if (pools.length === 0) return;
    const { cluster, daemon } = backend;
    const { http, health } = daemon.hostPorts;
    const name = `${cluster}-${daemon.namespace}-${daemon.name}`;
    new ComputeFirewall(this, name, {
      project: network.projectId,
      name: boundedName(`${ingress.physicalName}-${name}`, MAX_DNS_LABEL),
      description: `Balancer ${ingress.physicalName} to ${daemon.namespace}/${daemon.name} of cluster ${cluster}`,
      network: network.network,
      direction: 'INGRESS',
      sourceRanges: [...FRONT_END_RANGES],
      targetTags: pools.map(({ nodes }) => nodes.networkTag),
      allow: [{ protocol: 'tcp', ports: [...new Set([http, health])].map(String) }],
      lifecycle: NEW_FIRST,
    });
  }
}
