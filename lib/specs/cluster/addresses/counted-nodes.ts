import { type MachineInterfaces, usualInterfaces } from '../../../analysis/eks-address-capacity';
import type { AwsGroupSpec } from '../../group/aws/aws-group-spec';
import { awsMachineFacts } from '../../machine/aws-machine-facts';
import type { AwsNodePoolSpec, GoogleNodePoolSpec } from '../../pool/node-pool-spec';
import { initialNodes, maxNodes } from '../../pool/pool-size';

/** The size of a pool for which addresses are calculated: its initial or its maximum size. */
export type CountedSize = 'initial' | 'max';

/** Least nodes that EKS adds to each zone of a managed node group during an update. */
const MANAGED_SURGE_PER_ZONE = 2;

/** Most nodes of a pool in one zone; Auto Scaling spreads the nodes of a group evenly over its zones. */
export function nodesInZone(pool: AwsNodePoolSpec, counted: CountedSize): number {
  const { size, zones } = pool;
  return size.scope === 'per-zone' ? size[counted] : Math.ceil(size[counted] / zones.length);
}

/** Stopped machines of a pool's warm pool in one zone. */
export function stoppedInZone({ scaling, size, zones }: AwsNodePoolSpec): number {
  const nodes = scaling.kind === 'target-tracking' ? (scaling.warmPool?.nodes ?? 0) : 0;
  return size.scope === 'per-zone' ? nodes : Math.ceil(nodes / zones.length);
}

/**
 * Nodes of one zone while the pool rolls. A self-managed group grows to `maxHealthyPercent`; to a managed one EKS adds as many nodes as
 * it replaces at once, but at least two for each zone.
 *
 * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/instance-refresh-overview.html
 * @see https://docs.aws.amazon.com/eks/latest/userguide/managed-node-update-behavior.html
 */
export function rollingNodesInZone({ aws }: Pick<AwsNodePoolSpec, 'aws'>, nodes: number): number {
  if (nodes === 0) return 0;
  const surge = Math.ceil((nodes * (aws.rollout.maxHealthyPercent - 100)) / 100);
  return nodes + (aws.management === 'self-managed' ? surge : Math.max(surge, MANAGED_SURGE_PER_ZONE));
}

/** Machines of a group in one zone while the group rolls. */
export function rollingMachinesInZone({ size, zones, rollout }: AwsGroupSpec, counted: CountedSize): number {
  const machines = size.scope === 'per-zone' ? size[counted] : Math.ceil(size[counted] / zones.length);
  return machines + Math.ceil((machines * (rollout.maxHealthyPercent - 100)) / 100);
}

/** Nodes of a pool on Google in all zones. */
export function nodesInAllZones(pool: GoogleNodePoolSpec, counted: CountedSize): number {
  return counted === 'initial' ? initialNodes(pool) : maxNodes(pool);
}

/** Nodes of a pool on Google in all zones while GKE upgrades the pool, with `maxSurge` further nodes in each zone. */
export function rollingNodesInAllZones({ google, zones }: GoogleNodePoolSpec, nodes: number): number {
  return nodes === 0 ? 0 : nodes + google.upgrade.maxSurge * zones.length;
}

/** Interfaces of every machine type that a pool may launch. */
export function interfacesOf({ machine, aws }: AwsNodePoolSpec): readonly MachineInterfaces[] {
  const others = aws.capacity.kind === 'mixed' ? aws.capacity.alternativeTypes : [];
  return [machine.type, ...others].map((type) => awsMachineFacts(type) ?? usualInterfaces(machine.vcpu));
}
