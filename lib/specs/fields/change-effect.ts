/**
 * What a change of a property does to what is deployed, from the mildest on.
 *
 * `none`: no byte of what is deployed changes. `in place`: something changes and nothing goes. `rolls`: nodes, or pods of ours, are
 * renewed one after the other. `replaces`: something goes, and another one takes its place. `refused`: the lock refuses the change.
 */
export type ChangeEffect = 'none' | 'in place' | 'rolls' | 'replaces' | 'refused';

/** Effects in the order of their weight. */
export const CHANGE_EFFECTS: readonly ChangeEffect[] = ['none', 'in place', 'rolls', 'replaces', 'refused'];

/** Where a change of one property may do different things: on AWS, there in a managed node group, on Google Cloud. */
export type ChangeGround = 'aws' | 'managed' | 'google';

/** What a change does on each ground. */
export type ChangeEffects = Readonly<Record<ChangeGround, ChangeEffect>>;

/**
 * What a field or a member states of a change; what it leaves out is its parent's.
 *
 * A managed node group does what AWS does unless something is stated for it.
 */
export type StatedEffects = Partial<ChangeEffects>;

/** The weightiest of several effects; `none` of none. */
export function weightiest(effects: readonly ChangeEffect[]): ChangeEffect {
  const weights = effects.map((effect) => CHANGE_EFFECTS.indexOf(effect));
  return CHANGE_EFFECTS[Math.max(0, ...weights)] ?? 'none';
}
