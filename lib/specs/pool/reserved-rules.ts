import { EVICTION_MEMORY_MIB, reservedOnNode } from '../../analysis/allocatable';
import { ownMember } from '../../values/own-member';
import type { Problems } from '../../values/problems';
import type { Datapath } from '../machine/datapath';
import { PLATFORM_DAEMONS, PLATFORM_DAEMONS_AS_OF } from '../machine/platform-daemons';
import type { NodePoolSpec } from './node-pool-spec';
import { allocatableInput } from './pool-allocatable';

/** Least CPU and memory of a node for pods, because less has no room for CoreDNS and one small pod. */
const LEAST = { cpuMillis: 100, memoryMib: 256 };

/**
 * Refuses a machine on which the kubelet's reservation, the eviction threshold and the cloud's daemons leave too little for pods,
 * because its nodes would join and stay empty.
 */
export function judgeReserved(pool: NodePoolSpec, datapath: Datapath, problems: Problems): void {
  const input = allocatableInput(pool);
  const reserved = reservedOnNode(input);
  // An unknown datapath is reported by its own property, and its daemons are unknown too.
  const daemons = ownMember(PLATFORM_DAEMONS, datapath) ?? [];
  const sum = (amounts: readonly number[]) => amounts.reduce((total, each) => total + each, 0);
  const ofDaemons = {
    cpuMillis: sum(daemons.map(({ cpuMillis }) => cpuMillis)),
    memoryMib: sum(daemons.map(({ memoryMib }) => memoryMib)),
  };
  const by = `of the cloud's daemons (${PLATFORM_DAEMONS_AS_OF})`;
  const fewer = pool.cloud === 'aws' ? ", or lower 'maxPods'" : '';
  const remedy = `choose a larger type${fewer}`;
  const taken = Math.ceil(reserved.memoryMib) + EVICTION_MEMORY_MIB + ofDaemons.memoryMib;
  const memory = Math.floor(input.memoryGib * 1024);
  problems.require(
    memory - taken >= LEAST.memoryMib,
    'machine.type',
    `leave ${LEAST.memoryMib} MiB for pods beside ${Math.ceil(reserved.memoryMib)} MiB that the kubelet reserves for ${pool.maxPods} pods + ${EVICTION_MEMORY_MIB} MiB below which the kubelet evicts + ${ofDaemons.memoryMib} MiB ${by} = ${taken} MiB`,
    `${pool.machine.type} with ${memory} MiB`,
    remedy,
  );
  const cpu = Math.ceil(reserved.cpuMillis) + ofDaemons.cpuMillis;
  problems.require(
    input.vcpu * 1000 - cpu >= LEAST.cpuMillis,
    'machine.type',
    `leave ${LEAST.cpuMillis}m of CPU for pods beside ${Math.ceil(reserved.cpuMillis)}m that the kubelet reserves + ${ofDaemons.cpuMillis}m ${by} = ${cpu}m`,
    `${pool.machine.type} with ${input.vcpu * 1000}m`,
    remedy,
  );
}
