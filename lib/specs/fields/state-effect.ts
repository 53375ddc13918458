import type { StatedEffects } from './change-effect';
import type { Field, Member } from './field';

type Stating = Field<never, unknown> | Member<never, unknown>;

/** Nothing that is deployed knows the property: rules and checks read it. */
export function inert<F extends Stating>(stating: F): F {
  return onClouds({ aws: 'none', google: 'none' }, stating);
}

/** A change is made in place; only a member of something that does more needs to say so. */
export function inPlace<F extends Stating>(stating: F): F {
  return onClouds({ aws: 'in place', google: 'in place' }, stating);
}

/** A change renews nodes, or pods of ours, one after the other. */
export function rolls<F extends Stating>(stating: F): F {
  return onClouds({ aws: 'rolls', google: 'rolls' }, stating);
}

/** A change takes something away and makes another one. */
export function replaces<F extends Stating>(stating: F): F {
  return onClouds({ aws: 'replaces', google: 'replaces' }, stating);
}

/** The lock refuses a change. */
export function refused<F extends Stating>(stating: F): F {
  return onClouds({ aws: 'refused', google: 'refused' }, stating);
}

/** A change does different things on different grounds. */
export function onClouds<F extends Stating>(effects: StatedEffects, stating: F): F {
  const own: StatedEffects = { ...(effects.aws !== undefined && { managed: effects.aws }), ...effects };
  return 'facts' in stating ? { ...stating, facts: { ...stating.facts, effects: own } } : { ...stating, effects: own };
}
