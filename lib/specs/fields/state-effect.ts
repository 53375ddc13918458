import type { StatedEffects } from './change-effect';
import type { Field, Member } from './field';

type Stating = Field<never, unknown> | Member<never, unknown>;

/** A change changes nothing that is deployed, because only rules and checks read the property. */
export function inert<F extends Stating>(stating: F): F {
  return onClouds({ aws: 'none', google: 'none' }, stating);
}

/** A change is made in place. This is the default, so only a member of an object with a graver effect has to state it. */
export function inPlace<F extends Stating>(stating: F): F {
  return onClouds({ aws: 'in place', google: 'in place' }, stating);
}

/** A change renews nodes, or pods of the platform, one after the other. */
export function rolls<F extends Stating>(stating: F): F {
  return onClouds({ aws: 'rolls', google: 'rolls' }, stating);
}

/** A change destroys a resource and makes another one. */
export function replaces<F extends Stating>(stating: F): F {
  return onClouds({ aws: 'replaces', google: 'replaces' }, stating);
}

/** The lock refuses a change. */
export function refused<F extends Stating>(stating: F): F {
  return onClouds({ aws: 'refused', google: 'refused' }, stating);
}

/** A change has different effects on AWS, in managed node groups and on Google Cloud. */
export function onClouds<F extends Stating>(effects: StatedEffects, stating: F): F {
  const own: StatedEffects = { ...(effects.aws !== undefined && { managed: effects.aws }), ...effects };
  return 'facts' in stating ? { ...stating, facts: { ...stating.facts, effects: own } } : { ...stating, effects: own };
}
