import { likelyText } from '../../values/nearest-text';
import { OddObject } from '../../values/odd-object';
import type { Problems } from '../../values/problems';
import type { Field, Member, Resolved } from './field';
import { hasMaxLength, kind, MAX_CHARACTERS, text } from './leaf-fields';
import { partSubject } from './part-subject';

/** One field for every member of an interface: the compiler reports a member without a field, and a field without a member. */
export type Members<I> = {
  readonly [K in keyof I]-?: undefined extends I[K] ? Member<I[K]> | Member<I[K], unknown> : Field<I[K], unknown>;
};

/** Resolved members of an object. The type maps over the fields, because over the interface it would lose `undefined`. */
export type ResolvedMembers<M> = { readonly [K in keyof M]: Resolved<M[K]> };

/** A list whose items all have the same field. */
export function list<I, R>(item: Field<I, R>): Field<readonly I[], readonly R[]> {
  return {
    facts: { kind: 'list', item },
    judge: (value, path, problems) => {
      if (!isList(value, path, problems)) return false;
      return every((value as unknown[]).map((each, index) => item.judge(each, `${path}[${index}]`, problems)));
    },
    resolve: (values) => values.map((value) => item.resolve(value)),
  };
}

/** A list of parts that messages call by name: `pool 'edge'`. */
export function parts<I, R>(what: string, item: Field<I, R>): Field<readonly I[], readonly R[]> {
  return {
    ...list(item),
    judge: (value, path, problems) => {
      if (!isList(value, path, problems)) return false;
      return every(
        (value as unknown[]).map((each, index) => {
          if (!isPresent(each, `${path}[${index}]`, problems)) return false;
          return item.judge(each, '', problems.at(partSubject(what, each, index)));
        }),
      );
    },
  };
}

/** A list with a limit on its items: rules compare every two of them, so that the time which they take grows with the square. */
export function atMost<I, R>(most: number, items: Field<readonly I[], R>): Field<readonly I[], R> {
  return {
    ...items,
    judge: (value, path, problems) => {
      const count = Array.isArray(value) ? value.length : 0;
      const rule = `have at most ${most} items`;
      if (!problems.require(count <= most, path, rule, count, 'split it, or remove some')) return false;
      return items.judge(value, path, problems);
    },
  };
}

/** A map with any keys, whose values all have the same field. */
export function mapOf<I, R>(item: Field<I, R>): Field<Readonly<Record<string, I>>, Readonly<Record<string, R>>> {
  return {
    facts: { kind: 'map', item },
    judge: (value, path, problems) => {
      if (!isObject(value, path, problems)) return false;
      const entries = Object.entries(value as object);
      const long = Object.keys(value as object).find((key) => !hasMaxLength(key));
      if (
        !problems.require(
          long === undefined,
          path,
          `have keys of at most ${MAX_CHARACTERS} characters`,
          long,
          'shorten the key',
        )
      )
        return false;
      return every(entries.map(([key, each]) => item.judge(each, `${path}.${key}`, problems)));
    },
    resolve: (values) => Object.fromEntries(Object.entries(values).map(([key, each]) => [key, item.resolve(each)])),
  };
}

/**
 * An object with exactly these members. An unknown member is refused, because it is most likely misspelt and would otherwise be
 * ignored without a message.
 *
 * The interface is named first, `members<AwsDiskInput>()({ … })`, so that the compiler infers what the members resolve to.
 */
export function members<I extends object>(): <const M extends Members<I>>(own: M) => Field<I, ResolvedMembers<M>> {
  return (own) => {
    const known = Object.entries(own).map(([name, each]) => [name, asMember(each as AnyMember)] as const);
    const names = new Set(known.map(([name]) => name));
    return {
      facts: { kind: 'object', members: Object.fromEntries(known) },
      judge: (value, path, problems) => {
        if (!isObject(value, path, problems)) return false;
        const record = value as Readonly<Record<string, unknown>>;
        judgeNames(record, { path, known: names }, problems);
        return every(
          known.map(([name, member]) => judgeMember(member, record[name], { at: join(path, name), problems })),
        );
      },
      resolve: (value) => {
        const record = value as Readonly<Record<string, never>>;
        const resolved = known.map(([name, member]) => [name, member.resolve(record[name] as never)]);
        return Object.fromEntries(resolved);
      },
    };
  };
}

/** One field for every member of a union, by the value of its `kind`. */
type Kinds<I extends { readonly kind: string }> = {
  readonly [K in I['kind']]: Field<Extract<I, { readonly kind: K }>, unknown>;
};

/** An object whose `kind` decides which members it has. */
export function kinds<I extends { readonly kind: string }>(): <const K extends Kinds<I>>(
  own: K,
) => Field<I, { [N in keyof K]: Resolved<K[N]> }[keyof K]> {
  return (own) => {
    const byKind = own as unknown as Readonly<Record<string, Field<never, never>>>;
    const choices = Object.keys(own).map((choice) => `'${choice}'`);
    return {
      facts: { kind: 'kinds', kinds: byKind },
      judge: (value, path, problems) => {
        if (!isObject(value, path, problems)) return false;
        const chosen = (value as { readonly kind?: unknown }).kind;
        const field = typeof chosen === 'string' && Object.hasOwn(byKind, chosen) ? byKind[chosen] : undefined;
        if (field !== undefined) return field.judge(value, path, problems);
        problems.add(join(path, 'kind'), `be one of ${choices.join(', ')}`, chosen, 'choose one of them');
        return false;
      },
      resolve: (value) => (byKind[value.kind] as Field<I, never>).resolve(value),
    };
  };
}

/** An object of one of two forms, which share no member: the one member that is given decides the form. */
export function either<A extends object, B extends object>(left: Field<A>, right: Field<B>): Field<A | B> {
  const names = [...Object.keys(left.facts.members ?? {}), ...Object.keys(right.facts.members ?? {})];
  return {
    facts: { kind: 'either', kinds: { left, right } },
    judge: (value, path, problems) => {
      if (!isObject(value, path, problems)) return false;
      const given = names.filter((name) => (value as Record<string, unknown>)[name] !== undefined);
      if (given.length !== 1) {
        const rule = `have exactly one of ${names.map((name) => `'${name}'`).join(', ')}`;
        problems.add(path, rule, value, 'keep one of them');
        return false;
      }
      const isLeft = Object.hasOwn(left.facts.members ?? {}, given[0] ?? '');
      return (isLeft ? left : right).judge(value, path, problems);
    },
    resolve: (value) => value,
  };
}

/** Text, or an object that says more than text can. */
export function textOr<I extends object, R>(form: Field<I, R>): Field<string | I, string | R> {
  return leafOr(text, form);
}

/** A single value, or an object that says more than a single value can. */
export function leafOr<L extends string | number, I extends object, R>(
  single: Field<L>,
  form: Field<I, R>,
): Field<L | I, L | R> {
  const { type, what, remedy } = single.facts.kind === 'number' ? NUMBER : TEXT;
  return {
    facts: { kind: 'either', kinds: { [what]: single as Field<never, unknown>, form } },
    judge: (value, path, problems) => {
      if (typeof value === 'object' && value !== null && !Array.isArray(value))
        return form.judge(value, path, problems);
      if (typeof value === type) return single.judge(value, path, problems);
      problems.add(path, `be ${what} or an object`, value, `${remedy}, or in braces with ${memberNames(form)}`);
      return false;
    },
    resolve: (value) => (typeof value === 'object' ? form.resolve(value) : single.resolve(value)),
  };
}

/** Type of a single value, and its words in messages. */
const TEXT = { type: 'string', what: 'text', remedy: 'write it in quotes' } as const;
const NUMBER = { type: 'number', what: 'a number', remedy: 'write it without quotes' } as const;

function memberNames({ facts }: Field<never, unknown>): string {
  const forms = facts.kind === 'either' ? Object.values(facts.kinds ?? {}).map((each) => each.facts) : [facts];
  return forms.flatMap((form) => Object.keys(form.members ?? {})).join(', ');
}

/** An object that has one form where a certain member is present, and another form where that member is absent. */
export function byMember<A extends object, B extends object, R, S>(
  name: keyof A & string,
  { present, absent }: { readonly present: Field<A, R>; readonly absent: Field<B, S> },
): Field<A | B, R | S> {
  const hasIt = (value: unknown): boolean => typeof value === 'object' && value !== null && name in value;
  return {
    facts: { kind: 'either', kinds: { present, absent } },
    judge: (value, path, problems) => (hasIt(value) ? present : absent).judge(value, path, problems),
    resolve: (value) => (hasIt(value) ? present.resolve(value as A) : absent.resolve(value as B)),
  };
}

type AnyMember = Field<never, unknown> | Member<never, unknown>;

/** A bare field in a list of members is a member that must be given. */
function asMember(each: AnyMember): Member<never, unknown> {
  return 'field' in each ? each : { field: each, absent: undefined, resolve: (value) => each.resolve(value) };
}

function judgeMember(
  { field, absent }: Member<never, unknown>,
  value: unknown,
  { at, problems }: { readonly at: string; readonly problems: Problems },
): boolean {
  return (value === undefined && absent !== undefined) || field.judge(value, at, problems);
}

function judgeNames(
  record: Readonly<Record<string, unknown>>,
  { path, known }: { readonly path: string; readonly known: ReadonlySet<string> },
  problems: Problems,
): void {
  for (const name of Object.keys(record).filter((each) => !known.has(each))) {
    const likely = likelyText(name, [...known]);
    const all = `remove it, or correct its spelling; the known properties are ${[...known].join(', ')}`;
    const remedy = likely === undefined ? all : `did you mean '${likely}'?`;
    problems.add(join(path, name), 'be a known property', record[name], remedy);
  }
}

const isList = kind('be a list', 'write it in square brackets', Array.isArray);
const isPresent = kind('be given', 'state it', (value) => value !== undefined && value !== null);
const isObject = kind(
  'be an object',
  'write it in braces',
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof OddObject),
);

/** Whether all results are true. The caller has judged every part by then, because each one records its own problems. */
function every(results: readonly boolean[]): boolean {
  return results.every(Boolean);
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
