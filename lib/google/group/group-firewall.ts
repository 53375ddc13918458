import { ComputeFirewall } from '@cdktf/provider-google/lib/compute-firewall';
import { Construct } from 'constructs';
import { FROM_NODES } from '../../specs/group/group-rules';
import { boundedName } from '../../values/bounded-name';
import { MAX_DNS_LABEL } from '../../values/name';
import type { GoogleGroupProps } from './google-group-props';

/**
 * Addresses from which Google checks the health of machines.
 *
 * @see https://cloud.google.com/load-balancing/docs/health-check-concepts#ip-ranges
 */
const HEALTH_CHECK_RANGES = ['130.211.0.0/22', '35.191.0.0/16'] as const;

/** Properties of {@link GroupFirewall}. */
export interface GroupFirewallProps extends Pick<GoogleGroupProps, 'group' | 'cluster' | 'network' | 'nodes'> {
  /** Network tag of the machines. Never a token. */
  readonly networkTag: string;
}

/** Senders of a rule; a connection passes if its sender is in one of the ranges, or carries one of the tags. */
interface Senders {
  readonly sourceRanges: string[];
  readonly sourceTags: string[];
}

/**
 * Firewall of the machines of a group: a rule for each stated port, and one for the checks of their health. The network refuses all other
 * connections to them, and allows all that the machines open. Every rule names the tag of the group, because a rule without it would count for the
 * nodes, too. Rules are made in the project that owns the network.
 */
export class GroupFirewall extends Construct {
  constructor(scope: Construct, id: string, props: GroupFirewallProps) {
    super(scope, id);
    const { group } = props;
    for (const { port, protocol, from } of group.ports) {
      const description = `Stated port ${port}/${protocol} of group ${group.name}`;
      this.addRule(`${port}-${protocol}`, { props, port, protocol, description, ...sendersOf(from, props) });
    }
    if (group.health === undefined) return;
    const { port } = group.health;
    const description = `Health checks of Google to group ${group.name}`;
    const senders = { sourceRanges: [...HEALTH_CHECK_RANGES], sourceTags: [] };
    this.addRule('health', { props, port, protocol: 'tcp', description, ...senders });
  }

  private addRule(id: string, { props, port, protocol, description, ...senders }: GroupRule): void {
    const { group, network, networkTag } = props;
    new ComputeFirewall(this, id, {
      project: network.projectId,
      name: boundedName(`${group.physicalName}-${id}`, MAX_DNS_LABEL),
      description,
      network: network.network,
      direction: 'INGRESS',
      ...senders,
      targetTags: [networkTag],
      allow: [{ protocol, ports: [String(port)] }],
    });
  }
}

interface GroupRule extends Senders {
  readonly props: GroupFirewallProps;
  readonly port: number;
  readonly protocol: 'tcp' | 'udp';
  readonly description: string;
}

/** Nodes are named by their tag, because other machines are in their range; a tag does not stand for the pods, which have a range of their own. */
function sendersOf(from: readonly string[], { cluster, nodes }: GroupFirewallProps): Senders {
  const ranges = from.filter((text) => text !== FROM_NODES);
  if (ranges.length === from.length) return { sourceRanges: ranges, sourceTags: [] };
  return { sourceRanges: [...ranges, cluster.network.podCidr], sourceTags: [nodes.nodeNetworkTag] };
}
