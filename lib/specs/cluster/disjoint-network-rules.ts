import { Cidr } from '../../values/cidr';
import type { Problems } from '../../values/problems';
import type { ClusterSpec } from './cluster-spec';

/** A block that others can reach, and whose it is. */
interface RoutedBlock {
  readonly owner: string;
  readonly property: string;
  readonly block: Cidr;
}

/** A cluster and the environment that it is of. */
export interface PlannedCluster {
  readonly environment: string;
  readonly cluster: ClusterSpec;
}

/** Refuses two clusters whose joined networks would share addresses; the second is blamed. */
export function requireDisjointPlans(first: PlannedCluster, second: PlannedCluster, problems: Problems): void {
  if (isSameNetwork(first.cluster, second.cluster)) return;
  for (const later of routedBlocks(second)) {
    for (const earlier of routedBlocks(first)) {
      if (!later.block.overlaps(earlier.block)) continue;
      const rule = `not overlap '${earlier.property}' of ${earlier.owner} (${earlier.block})`;
      const remedy = 'move one of them; packets between the two could not be told apart';
      problems.add(later.property, rule, later.block.toString(), remedy);
    }
  }
}

/** Service addresses are the cluster's own affair and are never routed. */
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

/** Two clusters may stand in one existing VPC. */
function isSameNetwork(first: PlannedCluster['cluster'], second: PlannedCluster['cluster']): boolean {
  if (first.cloud !== 'aws' || second.cloud !== 'aws') return false;
  const vpcId = first.network.existing?.vpcId;
  return vpcId !== undefined && vpcId === second.network.existing?.vpcId;
}
