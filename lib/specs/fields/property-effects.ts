import type { ChangeEffects, StatedEffects } from './change-effect';
import type { Field, FieldFacts } from './field';

/** A property that holds a value, or a list or map of values, and the effects of changing it. */
export interface PropertyEffects {
  /**
   * Members from the root, `[]` behind a list of parts and the kind in brackets behind a union:
   * `clusters[].pools[].reboots(coordinated).window.start`.
   */
  readonly path: string;
  readonly facts: FieldFacts;
  readonly effects: ChangeEffects;
}

const IN_PLACE: ChangeEffects = { aws: 'in place', managed: 'in place', google: 'in place' };

/** Every property below a field that has no members of its own, in the order of the fields; the `kind` of a union is listed once. */
export function propertyEffects(root: Field<never, unknown>): readonly PropertyEffects[] {
  const found = new Map<string, PropertyEffects>();
  walk({ path: '', facts: root.facts, effects: { ...IN_PLACE, ...root.facts.effects } }, found);
  return [...found.values()];
}

/**
 * Effect of a change of one property.
 *
 * @throws Error when no property has this path.
 */
export function effectsOf(root: Field<never, unknown>, path: string): ChangeEffects {
  const found = propertyEffects(root).find((property) => property.path === path);
  if (found === undefined) throw new Error(`no property has the path '${path}'`);
  return found.effects;
}

function walk(place: PropertyEffects, found: Map<string, PropertyEffects>): void {
  const { path, facts, effects } = place;
  switch (facts.kind) {
    case 'object':
      for (const [name, { field, effects: stated }] of Object.entries(facts.members ?? {})) {
        walk(below(place, path === '' ? name : `${path}.${name}`, { facts: field.facts, stated }), found);
      }
      return;
    case 'kinds':
      walkKinds(place, found);
      return;
    case 'either':
      for (const { facts: form } of Object.values(facts.kinds ?? {})) walk(below(place, path, { facts: form }), found);
      return;
    case 'list':
      if (facts.item === undefined || isLeaf(facts.item.facts)) found.set(path, { path, facts, effects });
      else walk(below(place, `${path}[]`, { facts: facts.item.facts }), found);
      return;
    default:
      // A property with a single choice, such as `cloud`, cannot be changed.
      if (facts.choices?.length !== 1) found.set(path, { path, facts, effects });
  }
}

/** The members of each kind under a path of that kind; `kind` itself is listed once, with the effects that the first form states. */
function walkKinds(place: PropertyEffects, found: Map<string, PropertyEffects>): void {
  const kinds = Object.entries(place.facts.kinds ?? {});
  const kindPath = `${place.path}.kind`;
  for (const [kind, { facts: form }] of kinds) {
    const stated = form.members?.['kind'];
    const facts: FieldFacts = { kind: 'choice', choices: kinds.map(([name]) => name) };
    const { effects } = below(below(place, kindPath, { facts: form }), kindPath, {
      facts: stated?.field.facts ?? facts,
      stated: stated?.effects,
    });
    if (!found.has(kindPath)) found.set(kindPath, { path: kindPath, facts, effects });
    walk(below(place, `${place.path}(${kind})`, { facts: form }), found);
  }
}

function below(
  { effects }: PropertyEffects,
  path: string,
  { facts, stated = {} }: { readonly facts: FieldFacts; readonly stated?: StatedEffects | undefined },
): PropertyEffects {
  return { path, facts, effects: { ...effects, ...facts.effects, ...stated } };
}

function isLeaf({ kind }: FieldFacts): boolean {
  return kind === 'text' || kind === 'number' || kind === 'flag' || kind === 'choice';
}
