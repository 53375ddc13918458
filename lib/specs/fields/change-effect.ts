/**
 * Effect of a change of a property on the deployed platform, from the mildest effect to the gravest.
 *
 * `none`: no byte of what is deployed changes. `in place`: a resource changes and none is destroyed. `rolls`: nodes, or pods of the
 * platform, are renewed one after the other. `replaces`: a resource is destroyed and another one takes its place. `refused`: the
 * lock refuses the change.
 */
export type ChangeEffect = 'none' | 'in place' | 'rolls' | 'replaces' | 'refused';

/** Effects from the mildest to the gravest. */
export const CHANGE_EFFECTS: readonly ChangeEffect[] = ['none', 'in place', 'rolls', 'replaces', 'refused'];

/** Grounds on which a change of the same property may have different effects: on AWS, in a managed node group on AWS, and on Google Cloud. */
export type ChangeGround = 'aws' | 'managed' | 'google';

/** The effect of a change on each ground. */
export type ChangeEffects = Readonly<Record<ChangeGround, ChangeEffect>>;

/**
 * The effects that a field or a member states; a ground that it leaves out has the effect of the object around it.
 *
 * A managed node group has the effect that is stated for AWS, unless `managed` is stated too.
 */
export type StatedEffects = Partial<ChangeEffects>;

/** The gravest of several effects; `none` for an empty list. */
export function weightiest(effects: readonly ChangeEffect[]): ChangeEffect {
  const weights = effects.map((effect) => CHANGE_EFFECTS.indexOf(effect));
  return CHANGE_EFFECTS[Math.max(0, ...weights)] ?? 'none';
}
