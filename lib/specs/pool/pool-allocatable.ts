import { type Allocatable, type AllocatableInput, allocatable } from '../../analysis/allocatable';
import { googleMachineFacts } from '../machine/google-machine-facts';
import type { NodePoolSpec } from './node-pool-spec';

const PLATFORMS = { aws: 'eks', google: 'gke' } as const;

/** Figures of a pool's node for the formulas of EKS and GKE. */
export function allocatableInput(pool: NodePoolSpec): AllocatableInput {
  const { machine, maxPods, cloud } = pool;
  // GKE reserves CPU for one core where the type shares a core, although the kernel shows two.
  const counted = cloud === 'google' ? googleMachineFacts(machine.type)?.shape?.countedCores : undefined;
  return { vcpu: counted ?? machine.vcpu, memoryGib: machine.memoryGib, maxPods, platform: PLATFORMS[cloud] };
}

/** CPU and memory of a node that all pods can request, daemons included. */
export function poolAllocatable(pool: NodePoolSpec): Allocatable {
  return allocatable(allocatableInput(pool));
}
