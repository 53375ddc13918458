import { optional } from '../fields/field';
import { number, whole } from '../fields/leaf-fields';
import { rolls } from '../fields/state-effect';

/** Fields of the figures of a machine, which the table lists for most types. */
export const machineFigures = {
  vcpu: rolls(optional(whole({ min: 1, max: 1920 }))),
  // The figure need not be whole, because small machines have half a GiB.
  memoryGib: rolls(
    optional(
      number({
        rule: 'be 0.5 to 32768',
        remedy: () => "state the machine type's own figure",
        holds: (gib) => gib >= 0.5 && gib <= 32_768,
        range: { min: 0.5, max: 32_768, unit: '' },
      }),
    ),
  ),
};
