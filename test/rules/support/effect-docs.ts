import { CHANGE_EFFECTS, type ChangeEffect, type ChangeGround } from '../../../lib/specs/fields/change-effect';
import type { FieldFacts } from '../../../lib/specs/fields/field';
import { propertyEffects } from '../../../lib/specs/fields/property-effects';
import { type DocVisit, walkDocs } from './doc-walk';
import { type ParsedFile, type ts, type Violation, violation } from './project';

/** An input of one cloud. */
export interface DocumentedInput {
  /** Name of the interface. */
  readonly root: string;
  readonly facts: FieldFacts;
  readonly ground: ChangeGround;
}

/** Words by which docstrings state each effect. */
const WORDS: Readonly<Record<ChangeEffect, RegExp>> = {
  none: /nothing that is deployed/,
  'in place': /in place/i,
  rolls: /\brolls?\b/,
  replaces: /\breplace[sd]?\b/,
  refused: /\brefuse[sd]?\b/,
};

/** Sentences of a docstring that state the effect of a change. */
const CLAIMS = /(?:Changing|A change|Changes in place)\b.*?\.(?=\s|$)/g;

/**
 * Compares the effects of a change in docstrings with those that fields state. The nearest docstring that states an effect counts:
 * the property's own, that of its interface, then those of the objects around it. Without any, the change is made in place.
 */
export function judgeEffectDocs(
  inputs: readonly DocumentedInput[],
  files: readonly ParsedFile[],
): readonly Violation[] {
  const visits = inputs.flatMap(({ root, facts, ground }) =>
    walkDocs(root, facts, files).map((visit) => ({ visit, effects: effectsBelow(visit, ground) })),
  );
  const stated = new Map<ts.Node, readonly ChangeEffect[]>();
  for (const { visit, effects } of visits) {
    const { node } = visit.declared;
    stated.set(node, [...(stated.get(node) ?? []), ...effects]);
  }
  const complaints = visits.flatMap(({ visit, effects }) => [
    ...(isLeaf(visit) ? judgeNearest(visit, effects) : []),
    ...judgeOwn(visit, stated.get(visit.declared.node) ?? []),
  ]);
  return [...new Map(complaints.map((each) => [`${each.path}:${each.line} ${each.message}`, each])).values()];
}

/** Effects of changing a member, or any member below it, on a cloud; on AWS those in managed node groups included. */
function effectsBelow({ member, effects }: DocVisit, ground: ChangeGround): readonly ChangeEffect[] {
  const { facts } = member.field;
  const grounds: readonly ChangeGround[] = ground === 'aws' ? ['aws', 'managed'] : [ground];
  const below = propertyEffects({ ...member.field, facts: { ...facts, effects } } as never);
  return below.flatMap((property) => grounds.map((each) => property.effects[each]));
}

function isLeaf({ member }: DocVisit): boolean {
  const { facts } = member.field;
  const item = facts.kind === 'list' || facts.kind === 'map' ? facts.item?.facts : facts;
  return item?.members === undefined && item?.kinds === undefined && facts.choices?.length !== 1;
}

/** Every stated effect is in the docstring; a docstring that is shared by both clouds may state effects of the other cloud too. */
function judgeNearest(visit: DocVisit, effects: readonly ChangeEffect[]): readonly Violation[] {
  const claim = visit.docs.map(claimOf).find((text) => text !== '') ?? '';
  const isSilent = claim === '';
  const missing = [...new Set(effects)].filter((effect) => {
    if (effect === 'none' && effects.some((other) => other !== 'none')) return false;
    return isSilent ? effect !== 'in place' : !WORDS[effect].test(claim);
  });
  return missing.map((effect) => complain(visit, `does not say that changing it does this: ${effect}`));
}

/** A docstring states no effect that no field states. */
function judgeOwn(visit: DocVisit, stated: readonly ChangeEffect[]): readonly Violation[] {
  const claim = claimOf(visit.docs[0] ?? '');
  // A docstring that states a refusal may also state what the change would do otherwise.
  const meant = stated.includes('refused') ? CHANGE_EFFECTS : stated;
  return CHANGE_EFFECTS.filter((effect) => WORDS[effect].test(claim) && !meant.includes(effect)).map((effect) =>
    complain(visit, `says that changing it does this, and no field does: ${effect}`),
  );
}

function claimOf(doc: string): string {
  const text = doc.replaceAll(/\s*\n\s*\*?\s*/g, ' ').replaceAll(/ @\w+ .*?(?= @|\*\/)/g, ' ');
  return (text.replace(/\*\/$/, '').match(CLAIMS) ?? []).join(' ');
}

function complain({ declared: { file, node } }: DocVisit, text: string): Violation {
  return violation(file, node, `${node.name.getText(file.tree)} ${text}`);
}
