import { awsMachineFacts } from './aws-machine-facts';
import { AWS_MACHINES_AS_OF } from './aws-machine-table';
import { awsMachineTraits } from './aws-machine-traits';
import { googleMachineFacts } from './google-machine-facts';
import { GOOGLE_MACHINES_AS_OF } from './google-machine-table';
import type { Architecture, Machine, MachineInput } from './machine';

/** The cloud that offers a machine type. */
export type MachineCloud = 'aws' | 'google';

/** Month of each cloud's table of machine types. */
export const MACHINES_AS_OF: Readonly<Record<MachineCloud, string>> = {
  aws: AWS_MACHINES_AS_OF,
  google: GOOGLE_MACHINES_AS_OF,
};

/** A machine of the input, in which every member but the type may be left out. */
export type StatedMachine = { readonly [K in keyof MachineInput]: MachineInput[K] | undefined } & {
  readonly type: string;
};

/** A machine with the figures of its cloud's table; undefined for a type that the table does not list. */
export function knownMachine(type: string, cloud: MachineCloud): Machine | undefined {
  if (cloud === 'aws') {
    const facts = awsMachineFacts(type);
    return facts && { type, vcpu: facts.vcpu, memoryGib: facts.memoryMib / 1024, architecture: facts.architecture };
  }
  const facts = googleMachineFacts(type);
  if (facts?.shape === undefined) return undefined;
  const { vcpu, memoryGib } = facts.shape;
  return { type, vcpu, memoryGib, architecture: facts.architecture };
}

/**
 * A machine with all its figures, from the table where the table lists the type. A type without figures gets 1 vCPU and 1 GiB, so that
 * the spec can be resolved before `judgeMachine` refuses it.
 */
export function resolveMachine(stated: StatedMachine, cloud: MachineCloud): Machine {
  const { type, vcpu = 1, memoryGib = 1, architecture = architectureOf(type, cloud) } = stated;
  return knownMachine(type, cloud) ?? { type, vcpu, memoryGib, architecture };
}

function architectureOf(type: string, cloud: MachineCloud): Architecture {
  const traits = cloud === 'aws' ? awsMachineTraits(type) : googleMachineFacts(type);
  return traits?.architecture ?? 'amd64';
}
