import type { Problems } from '../../values/problems';
import { awsMachineTypes, type UnsuitableMachine } from './aws-machine-facts';
import { awsMachineTraits } from './aws-machine-traits';
import { judgeCustomType } from './google-custom-rules';
import { googleMachineFacts, googleMachineTypes } from './google-machine-facts';
import { knownMachine, MACHINES_AS_OF, type MachineCloud, type StatedMachine } from './resolve-machine';

/** A machine of the input, before any rule accepted it. */
export interface JudgedMachine {
  readonly stated: StatedMachine;
  readonly cloud: MachineCloud;
  /** Path of the machine in the input: `machine`. */
  readonly property: string;
  /** Whether the property is the type itself, without an object around it. */
  readonly isBare?: boolean;
}

const SPELLINGS: Readonly<Record<MachineCloud, readonly [rule: string, remedy: string]>> = {
  aws: ['be a machine type of AWS', "write it as 'm6i.xlarge'"],
  google: ['be a machine type of Google Cloud', "write it as 'n2-standard-8'"],
};

const UNSUITABLE: Readonly<Record<UnsuitableMachine, string>> = {
  mac: 'take another type, because a Mac runs macOS only and no image of EKS',
  paravirtual:
    'take a newer generation, because the family boots paravirtual images of Linux only, and every image of EKS needs hardware virtualization (HVM)',
  gpu: 'take a type without GPUs, because keelson does not support drivers, taints and resources of GPUs yet',
  accelerator:
    'take a type without accelerators, because keelson does not support their drivers, taints and resources yet',
};

/** Tolerance of a stated memory, because the clouds' pages round to one decimal place, while the table is exact to the MiB. */
const ROUNDING_GIB = 0.05;

/**
 * Refuses a machine type that cannot be a node, figures that differ from the table, and a type whose figures are neither in the table
 * nor stated.
 *
 * @returns whether the figures of the machine are known, so that other rules may calculate with them.
 */
export function judgeMachine(judged: JudgedMachine, problems: Problems): boolean {
  const { stated, cloud } = judged;
  const { type } = stated;
  const typeProperty = judged.isBare === true ? judged.property : `${judged.property}.type`;
  const traits = cloud === 'aws' ? awsMachineTraits(type) : googleMachineFacts(type);
  if (traits === undefined) {
    const [rule, remedy] = SPELLINGS[cloud];
    const likely = sameLetters(type, cloud === 'aws' ? awsMachineTypes() : googleMachineTypes());
    problems.add(typeProperty, rule, type, likely === undefined ? remedy : `did you mean '${likely}'?`);
    return false;
  }
  if (traits.unsuitable !== undefined) {
    problems.add(typeProperty, 'be a machine type that nodes can have', type, UNSUITABLE[traits.unsuitable]);
    return false;
  }
  if (knownMachine(type, cloud) === undefined) return judgeUnknown(judged, typeProperty, problems);
  judgeFigures(judged, problems);
  return cloud !== 'google' || judgeCustomType(typeProperty, type, problems);
}

/** The type that a text differs from in signs and capitals only: a suggestion by other letters could name a different machine. */
function sameLetters(written: string, types: readonly string[]): string | undefined {
  const letters = (text: string) => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  // The letters of the written text are taken once, because the text can be long and the types are many.
  const meant = letters(written);
  return types.find((type) => letters(type) === meant);
}

/** A type in the form of a name may exist, so that no other type is suggested: a suggestion would lead away from the figures. */
function judgeUnknown({ stated, cloud, property }: JudgedMachine, typeProperty: string, problems: Problems): boolean {
  const { type, vcpu, memoryGib, architecture } = stated;
  const table = `the table of ${MACHINES_AS_OF[cloud]}`;
  const facts = cloud === 'google' ? googleMachineFacts(type) : undefined;
  if (facts?.isListed === false && architecture === undefined) {
    const rule = `be stated for '${type}', because ${table} does not list the family '${facts.family}'`;
    const remedy = "state 'amd64' or 'arm64', because the name does not tell the processor";
    problems.add(`${property}.architecture`, rule, architecture, remedy);
  }
  return problems.require(
    vcpu !== undefined && memoryGib !== undefined,
    typeProperty,
    `be a type in ${table}, or be stated with its 'vcpu' and 'memoryGib'`,
    type,
    'correct it, or state both figures for a type that is newer than the table',
  );
}

function judgeFigures({ stated, cloud, property }: JudgedMachine, problems: Problems): void {
  const { type, vcpu, memoryGib, architecture } = stated;
  const known = knownMachine(type, cloud);
  if (known === undefined) return;
  const as = `as '${type}' has by the table of ${MACHINES_AS_OF[cloud]}`;
  const remedy = 'leave it out, or change the type';
  const agrees = {
    vcpu: vcpu === undefined || vcpu === known.vcpu,
    memoryGib: memoryGib === undefined || Math.abs(memoryGib - known.memoryGib) <= ROUNDING_GIB,
    architecture: architecture === undefined || architecture === known.architecture,
  };
  for (const name of ['vcpu', 'memoryGib', 'architecture'] as const) {
    problems.require(agrees[name], `${property}.${name}`, `be ${known[name]}, ${as}`, stated[name], remedy);
  }
}
