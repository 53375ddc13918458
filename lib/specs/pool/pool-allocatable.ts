import { type Allocatable, type AllocatableInput, allocatable } from '../../analysis/allocatable';
import { googleMachineFacts } from '../machine/google-machine-facts';
import type { NodePoolSpec } from './node-pool-spec';

const PLATFORMS = { aws: 'eks', google: 'gke' } as const;

/** A node of a pool, as the formulas of EKS and GKE take it. */
export function allocatableInput(pool: NodePoolSpec): AllocatableInput {
  const { machine, maxPods, cloud } = pool;
  // GKE counts one core of types that share one, whatever number the kernel shows.
  const counted = cloud === 'google' ? googleMachineFacts(machine.type)?.shape?.countedCores : undefined;
  return { vcpu: counted ?? machine.vcpu, memoryGib: machine.memoryGib, maxPods, platform: PLATFORMS[cloud] };
}

/** What a node of a pool has left for pods, daemons included. */
export function poolAllocatable(pool: NodePoolSpec): Allocatable {
  return allocatable(allocatableInput(pool));
}
