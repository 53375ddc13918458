import * as fc from 'fast-check';

// Patterns of captured shard keys, drawn from the grammar. The structure below is found without the reader of the rules.

const PLAIN = [...'abcXYZ019_~%:@,=-'];

const ESCAPES = [...'.+*$()!&;-'].map((sign) => `\\${sign}`);

const SETS = [
  '[0-9]',
  '[a-z]',
  '[A-Za-z0-9]',
  '[a-f0-9-]',
  '[^/]',
  '[^/0-9]',
  '[_~%:@,]',
  '[a.=:]',
  '[^/+!$&*();]',
  '[-]',
];

const COUNTS = ['', '', '', '', '?', '{2}', '{64}', '{0,3}', '{1,8}'];

/** How a pattern can be read. */
export interface PatternStructure {
  /** Most pieces without a bound between two slashes, on the worst way through the alternatives. */
  readonly unbounded: number;
  /** Product of the lengths that each bounded piece can have, and of the alternatives. */
  readonly ways: number;
  /** The classes of the pattern. */
  readonly sets: readonly string[];
}

const piece = fc.constantFrom(...PLAIN, ...ESCAPES, ...SETS);

const bounded = fc.tuple(piece, fc.constantFrom(...COUNTS)).map((each) => each.join(''));

const unbounded = fc.tuple(piece, fc.constantFrom('+', '*')).map((each) => each.join(''));

/** The text of a segment, with one piece without a bound at most. */
const text = fc
  .tuple(fc.array(bounded, { maxLength: 3 }), fc.option(unbounded, { nil: '' }), fc.array(bounded, { maxLength: 2 }))
  .map((parts) => parts.flat().join(''));

const alternatives = fc
  .array(
    text.filter((each) => each !== ''),
    { minLength: 1, maxLength: 4 },
  )
  .map((each) => `(${each.join('|')})`);

const segments = fc.array(text, { maxLength: 3 }).map((each) => each.map((segment) => `/${segment}`).join(''));

/** Valid patterns. */
export const drawnPattern: fc.Arbitrary<string> = fc
  .tuple(segments, alternatives, segments, fc.constantFrom('', '$'))
  .map(([before, group, after, end]) => `^${before}/${group}${after}${end}`)
  .filter((pattern) => pattern.length <= 200 && structureOf(pattern).ways <= 64);

/** The structure of a valid pattern. */
export function structureOf(pattern: string): PatternStructure {
  const sets = pattern.match(/(?<!\\)\[[^\]]*\]/g) ?? [];
  // Classes and escaped signs become a letter, so that every sign that is left has its meaning.
  const bare = pattern.replace(/\\./g, 'a').replace(/\[[^\]]*\]/g, 'a');
  const [before = '', group = '', after = ''] = bare.split(/[()]/);
  const choices = group.split('|');
  const counts = [...bare.matchAll(/\{(\d+),(\d+)\}/g)].map(([, least, most]) => Number(most) - Number(least) + 1);
  const optional = bare.split('?').length - 1;
  const unboundedIn = (segment: string): number => segment.split(/[+*]/).length - 1;
  return {
    unbounded: Math.max(...choices.flatMap((choice) => `${before}${choice}${after}`.split('/').map(unboundedIn))),
    ways: counts.reduce((product, count) => product * count, choices.length * 2 ** optional),
    sets,
  };
}
