import { EVICTION_MEMORY_MIB, reservedOnNode } from '../../analysis/allocatable';
import { ownMember } from '../../values/own-member';
import type { Problems } from '../../values/problems';
import type { Datapath } from '../machine/datapath';
import { PLATFORM_DAEMONS, PLATFORM_DAEMONS_AS_OF, type PlatformDaemon } from '../machine/platform-daemons';
import { fewestAddressablePods } from './aws/aws-max-pods';
import type { NodePoolSpec } from './node-pool-spec';
import { allocatableInput } from './pool-allocatable';

/** Least CPU and memory of a node for pods, because less has no room for CoreDNS and one small pod. */
const LEAST = { cpuMillis: 100, memoryMib: 256 };

/** The members of a cluster on which the room of its nodes for pods depends. */
export interface ReservedSurroundings {
  readonly datapath: Datapath;
  /** Whether nodes get prefixes of 16 addresses for their pods; false on Google Cloud. */
  readonly prefixDelegation: boolean;
}

/**
 * Refuses a pool on whose nodes the kubelet's reservation, the eviction threshold and the cloud's daemons leave too little memory, CPU
 * or pods, because its nodes would join and stay empty.
 */
export function judgeReserved(pool: NodePoolSpec, surroundings: ReservedSurroundings, problems: Problems): void {
  // An unknown datapath is reported by its own property, and its daemons are unknown too.
  const daemons = ownMember(PLATFORM_DAEMONS, surroundings.datapath) ?? [];
  judgeSlots(pool, { daemons, prefixDelegation: surroundings.prefixDelegation }, problems);
  const { memory, cpu } = roomOf(pool, daemons);
  const by = `of the cloud's daemons (${PLATFORM_DAEMONS_AS_OF})`;
  const fewest = roomOf({ ...pool, maxPods: Math.min(pool.maxPods, daemons.length + 1) }, daemons);
  const wouldFit = hasMemory(fewest) && hasCpu(fewest);
  const remedy = wouldFit ? "choose a larger type, or lower 'maxPods'" : 'choose a larger type';
  problems.require(
    hasMemory({ memory }),
    'machine.type',
    `leave ${LEAST.memoryMib} MiB for pods beside ${memory.kubelet} MiB that the kubelet reserves for ${pool.maxPods} pods + ${EVICTION_MEMORY_MIB} MiB below which the kubelet evicts + ${memory.daemons} MiB ${by} = ${memory.taken} MiB`,
    `${pool.machine.type} with ${memory.all} MiB`,
    remedy,
  );
  problems.require(
    hasCpu({ cpu }),
    'machine.type',
    `leave ${LEAST.cpuMillis}m of CPU for pods beside ${cpu.kubelet}m that the kubelet reserves + ${cpu.daemons}m ${by} = ${cpu.taken}m`,
    `${pool.machine.type} with ${cpu.all}m`,
    remedy,
  );
}

interface Slots {
  readonly daemons: readonly PlatformDaemon[];
  readonly prefixDelegation: boolean;
}

/** Every daemon is one of the pods that `maxPods` counts, also a daemon on the host's network. */
function judgeSlots(pool: NodePoolSpec, { daemons, prefixDelegation }: Slots, problems: Problems): void {
  const names = daemons.map(({ name }) => name).join(', ');
  const rule = `leave at least 1 pod beside the ${daemons.length} daemons of the cloud (${PLATFORM_DAEMONS_AS_OF}): ${names}`;
  const types = pool.cloud === 'aws' ? [pool.machine, ...pool.alternatives].map(({ type }) => type) : [];
  const fewest = fewestAddressablePods(types, prefixDelegation);
  const other = prefixDelegation ? '' : ", or switch 'controlPlane.prefixDelegation' on";
  const remedy =
    fewest !== undefined && fewest.pods <= daemons.length
      ? `choose a larger type than '${fewest.type}', which has addresses for ${fewest.pods} pods${other}`
      : 'raise it';
  problems.require(pool.maxPods > daemons.length, 'maxPods', rule, pool.maxPods, remedy);
}

/** One resource of a node: all of the machine's, the parts that the kubelet and the daemons take, and everything that is taken. */
interface Room {
  readonly all: number;
  readonly kubelet: number;
  readonly daemons: number;
  readonly taken: number;
}

/** Memory in MiB and CPU in thousandths of a core. */
function roomOf(pool: NodePoolSpec, daemons: readonly PlatformDaemon[]): { readonly memory: Room; readonly cpu: Room } {
  const input = allocatableInput(pool);
  const reserved = reservedOnNode(input);
  const sum = (amounts: readonly number[]) => amounts.reduce((total, each) => total + each, 0);
  const memory = { kubelet: Math.ceil(reserved.memoryMib), daemons: sum(daemons.map(({ memoryMib }) => memoryMib)) };
  const cpu = { kubelet: Math.ceil(reserved.cpuMillis), daemons: sum(daemons.map(({ cpuMillis }) => cpuMillis)) };
  return {
    memory: {
      ...memory,
      all: Math.floor(input.memoryGib * 1024),
      taken: memory.kubelet + EVICTION_MEMORY_MIB + memory.daemons,
    },
    cpu: { ...cpu, all: input.vcpu * 1000, taken: cpu.kubelet + cpu.daemons },
  };
}

function hasMemory({ memory }: { readonly memory: Room }): boolean {
  return memory.all - memory.taken >= LEAST.memoryMib;
}

function hasCpu({ cpu }: { readonly cpu: Room }): boolean {
  return cpu.all - cpu.taken >= LEAST.cpuMillis;
}
