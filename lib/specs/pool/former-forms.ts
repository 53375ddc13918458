import type { NodePoolMembers } from './node-pool-fields';

/** The version that refuses the forms of version 0.1. */
export const FORMER_UNTIL = '0.3';

/** A property of a pool that the input states in a form of an earlier version. */
export interface FormerForm {
  /** Path of the property in the pool: `kernel.load`. */
  readonly property: string;
  /** Today's form, as a phrase that completes "state". */
  readonly today: string;
}

/** The former forms that the input of a pool uses, in the order of its members. */
export function formerForms({ scaling, kernel }: NodePoolMembers): readonly FormerForm[] {
  const forms: FormerForm[] = [];
  if (typeof scaling === 'string') forms.push({ property: 'scaling', today: `{ kind: '${scaling}' }` });
  if (kernel?.load !== undefined) forms.push({ property: 'kernel.load', today: loadToday(kernel.load) });
  return forms;
}

function loadToday({ requestsPerSecond }: { readonly requestsPerSecond: number }): string {
  const moved = "'load' beside 'kernel'";
  return requestsPerSecond === 0 ? moved : `${moved}, with 'requestsPerSecond' as 'unpooledRequestsPerSecond'`;
}
