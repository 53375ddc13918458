import { Cidr } from '../../values/cidr';
import type { Problems } from '../../values/problems';
import type { ClusterSpec } from './cluster-spec';

/** A block of addresses that is routed to joined networks, and the cluster that owns the block. */
interface RoutedBlock {
  readonly owner: string;
  readonly property: string;
  readonly block: Cidr;
}

/** A cluster and the name of its environment. */
export interface PlannedCluster {
  readonly environment: string;
  readonly cluster: ClusterSpec;
}

/** Refuses two clusters whose networks are joined and share addresses; the problem is reported for the second cluster. */
export function requireDisjointPlans(first: PlannedCluster, second: PlannedCluster, problems: Problems): void {
  if (isSameNetwork(first.cluster, second.cluster)) return;
  for (const later of routedBlocks(second)) {
    for (const earlier of routedBlocks(first)) {
      if (!later.block.overlaps(earlier.block)) continue;
      const rule = `not overlap '${earlier.property}' of ${earlier.owner} (${earlier.block})`;
      const remedy = 'move one of the two blocks; otherwise an address in both could not be routed';
      problems.add(later.property, rule, later.block.toString(), remedy);
    }
  }
}

/** Blocks of a cluster that are routed to other networks; Service addresses are valid only inside their cluster and never routed. */
function routedBlocks({ environment, cluster }: PlannedCluster): readonly RoutedBlock[] {
  const owner = `environment '${environment}' > cluster '${cluster.name}'`;
  const blocks =
    cluster.cloud === 'aws'
      ? { vpcCidr: cluster.network.vpcCidr }
      : {
          nodeCidr: cluster.network.nodeCidr,
          podCidr: cluster.network.podCidr,
          controlPlaneCidr: cluster.network.controlPlaneCidr,
        };
  return Object.entries(blocks).flatMap(([member, text]) => {
    const block = Cidr.tryParse(text);
    return block === undefined ? [] : [{ owner, property: `network.${member}`, block }];
  });
}

/** Whether two clusters are in the same existing VPC, in which they share the address plan on purpose. */
function isSameNetwork(first: PlannedCluster['cluster'], second: PlannedCluster['cluster']): boolean {
  if (first.cloud !== 'aws' || second.cloud !== 'aws') return false;
  const vpcId = first.network.existing?.vpcId;
  return vpcId !== undefined && vpcId === second.network.existing?.vpcId;
}
