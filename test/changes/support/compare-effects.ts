import type { ChangeGround } from '../../../lib/specs/fields/change-effect';
import type { Field } from '../../../lib/specs/fields/field';
import { type PropertyEffects, propertyEffects } from '../../../lib/specs/fields/property-effects';
import type { EditTable } from './edits';
import type { PropertyJudge } from './judge-property';
import { NOT_JUDGED } from './not-judged';

/** The properties of environments on one ground, and edits of these properties. */
export interface JudgedGround {
  readonly ground: ChangeGround;
  readonly fields: Field<never, unknown>;
  readonly edits: EditTable;
}

/** Result of a comparison. */
export interface Comparison {
  /** Properties whose edit has another effect than their fields state, one line each. */
  readonly disagreeing: readonly string[];
  /** Edits of properties that do not exist, and reasons that no property needs. */
  readonly idle: readonly string[];
  /** Number of properties that were edited. */
  readonly edited: number;
}

/** Edits every property of a ground and compares the effect of the edit with the effect that the field states. */
export function compareEffects(judge: PropertyJudge, { ground, fields, edits }: JudgedGround): Comparison {
  const properties = propertyEffects(fields).filter(({ path }) => ground !== 'managed' || isOfPools(path));
  const reasons = NOT_JUDGED.filter((reason) => reason.ground === ground);
  const isExcused = ({ path }: PropertyEffects): boolean => reasons.some((reason) => path.startsWith(reason.path));
  const judged = properties.filter((property) => !isExcused(property));
  const disagreeing = judged.flatMap((property) => {
    const stated = property.effects[ground];
    const { effect, why } = judge.judge(property, ground, edits);
    return effect === stated
      ? []
      : [`${property.path}: stated '${stated}', found '${effect}' (${why.slice(0, 3).join('; ')})`];
  });
  const paths = propertyEffects(fields).map(({ path }) => path);
  const idleReasons = reasons.filter((reason) => !properties.some(({ path }) => path.startsWith(reason.path)));
  const idleEdits = Object.keys(edits).filter((path) => !paths.includes(path));
  return { disagreeing, idle: [...idleEdits, ...idleReasons.map(({ path }) => path)], edited: judged.length };
}

function isOfPools(path: string): boolean {
  return path.startsWith('clusters[].pools[].');
}
