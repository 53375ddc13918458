import type { Problems } from '../../values/problems';
import { allowsVcpus, googleMachineFacts } from './google-machine-facts';
import { GOOGLE_MACHINES_AS_OF } from './google-machine-table';

/** Step of the memory of custom types, in GiB: 256 MiB. */
const STEP_GIB = 0.25;

/**
 * Refuses a custom machine type whose numbers its family does not offer; predefined types are accepted.
 *
 * @returns whether the type is valid.
 * @see https://cloud.google.com/compute/docs/instances/creating-instance-with-custom-machine-type
 */
export function judgeCustomType(property: string, type: string, problems: Problems): boolean {
  const facts = googleMachineFacts(type);
  const { custom, shape, family } = facts ?? {};
  if (custom === undefined || shape === undefined) return true;
  const { bounds, isExtended } = custom;
  if (bounds === undefined) {
    problems.add(property, `be a predefined type, because '${family}' has no custom types`, type, 'choose one of them');
    return false;
  }
  const by = `by the table of ${GOOGLE_MACHINES_AS_OF}`;
  const { vcpu, memoryGib } = shape;
  const counts = `state a number of vCPUs that custom types of '${family}' have ${by} (${bounds.vcpus})`;
  const hasCount = problems.require(allowsVcpus(bounds, vcpu), property, counts, type, 'change the first number');
  const [least, most] = [bounds.gibPerVcpu[0] * vcpu, bounds.gibPerVcpu[1] * vcpu];
  const ceiling = isExtended && bounds.extends ? bounds.mostGib : Math.min(most, bounds.mostGib);
  const more = bounds.extends && !isExtended ? ", or '-ext' at the end for more" : '';
  const holds = memoryGib >= least && memoryGib <= ceiling && memoryGib % STEP_GIB === 0;
  const memory = `state ${toMib(least)} to ${toMib(ceiling)} MiB for ${vcpu} vCPUs of '${family}', a multiple of 256, ${by}`;
  const hasMemory = problems.require(holds, property, memory, type, `change the last number${more}`);
  const hasEnding = problems.require(
    !isExtended || bounds.extends,
    property,
    `not end in '-ext', because '${family}' extends no memory`,
    type,
    'leave the ending out',
  );
  return hasCount && hasMemory && hasEnding;
}

function toMib(gib: number): number {
  return Math.ceil(gib * 1024);
}
