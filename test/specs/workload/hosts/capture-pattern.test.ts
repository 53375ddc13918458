import * as fc from 'fast-check';
import { patternFlaw } from '../../../../lib/specs/workload/hosts/capture-pattern';
import { drawnPattern, structureOf } from './drawn-patterns';

test.each([
  '^/room/([0-9]+)',
  '^/(room|hall)/[0-9]+',
  '^/[a-z]+/([^/]+)/x?',
  '^/([a-z]+/[0-9]+)$',
  '^/(a+|b+/c+)d',
  '^/v[0-9]{1,2}/room-?([0-9a-f]{64})',
  '^/[a-z]{1,20}-([0-9]+)',
  '^/file\\.([a-z-]*)/',
  '^//([a-z0-9.:=]+)/',
  '^/(a{0,63})',
])('takes %s', (pattern) => {
  expect(patternFlaw(pattern)).toBeUndefined();
});

const START = "begin with '^/', because otherwise one key could stand in several places of a path";
const END = "have '$' at its end only";
const CHARACTERS = 'have only letters, digits, the characters / _ ~ % : @ , = - and the escapes';
const CLASSES = 'have classes of letters, digits, ascending ranges and the characters';
const SLASH = "have no class that matches '/', because a piece of the pattern stays within one segment of the path";
const REPEAT = 'repeat single characters and classes only, and each with one of ? + * {n} {n,m}';
const COUNT = 'have counts {n} and {n,m} of 1 to 64, of which n may be 0 and is at most m';
const GROUP = 'have exactly one group, which captures the key';
const BAR = "have '|' within the group only, between alternatives that are not empty";
const UNBOUNDED = 'have at most one + or * between two slashes, because HAProxy would try';
const WAYS = 'combine in at most 64 ways, because HAProxy may try them all';

test.each([
  [`^/(${'a'.repeat(200)})`, 'be 1 to 200 characters long'],
  ['', 'be 1 to 200 characters long'],
  ['room/([0-9]+)', START],
  ['^([0-9]+)', START],
  ['/([0-9]+)', START],
  ['^/a$/([0-9]+)', END],
  ['^/(a$|b)', END],
  ['^/([0-9]+)$$', END],
  ['^/(\\d+)', CHARACTERS],
  ['^/.([0-9]+)', CHARACTERS],
  ['^/(a).*', CHARACTERS],
  ['^/a"(b)', CHARACTERS],
  ["^/a'(b)", CHARACTERS],
  ['^/a (b)', CHARACTERS],
  ['^/a\n(b)', CHARACTERS],
  ['^/(a)\\', CHARACTERS],
  ['^/(a)\\/b', CHARACTERS],
  ['^/(a)\\1', CHARACTERS],
  ['^/^/(a)', CHARACTERS],
  ['^/é(a)', CHARACTERS],
  ['^/[^](]+)', CLASSES],
  ['^/[[:foo:]]([0-9]+)', CLASSES],
  ['^/[:foo:]([0-9]+)', CLASSES],
  ['^/[.a.](b)', CLASSES],
  ['^/[=a=](b)', CLASSES],
  ['^/[](a)', CLASSES],
  ['^/[a(b)', CLASSES],
  ['^/[z-a](b)', CLASSES],
  ['^/[A-z](b)', CLASSES],
  ['^/[a-z-9](b)', CLASSES],
  ['^/[\\d](b)', CLASSES],
  ['^/[a^](b)', CLASSES],
  ['^/[^a]/(b)', SLASH],
  ['^/([a/]+)', SLASH],
  ['^/([0-9])+', REPEAT],
  ['^/+(a)', REPEAT],
  ['^/(a+?)', REPEAT],
  ['^/(a++)', REPEAT],
  ['^/([a-z]*)*$', REPEAT],
  ['^/(b|+a)', REPEAT],
  ['^/a{0}(b)', COUNT],
  ['^/a{65}(b)', COUNT],
  ['^/a{3,2}(b)', COUNT],
  ['^/a{2,}(b)', COUNT],
  ['^/a{,2}(b)', COUNT],
  ['^/a{2(b)', COUNT],
  ['^/a}(b)', COUNT],
  ['^/room/[0-9]+', GROUP],
  ['^/(a)/(b)', GROUP],
  ['^/((a)b)', GROUP],
  ['^/(?:a)', GROUP],
  ['^/(*UTF)', GROUP],
  ['^/()', GROUP],
  ['^/(a', GROUP],
  ['^/a)', GROUP],
  ['^/a|/b/([0-9]+)', BAR],
  ['^/(a|)', BAR],
  ['^/(|a)', BAR],
  ['^/(a||b)', BAR],
  ['^/([a-z]+-[0-9]+)', UNBOUNDED],
  ['^/a+(b|c*)', UNBOUNDED],
  ['^/(a+|b)c*', UNBOUNDED],
  ['^/(x/a+|b)c*', UNBOUNDED],
  [`^/${'a?'.repeat(7)}(b)`, WAYS],
  ['^/a{0,64}(b)', WAYS],
  ['^/a{0,31}(b|c|d)', WAYS],
])('refuses %j', (pattern, rule) => {
  expect(patternFlaw(pattern)?.rule).toContain(rule);
  expect(patternFlaw(pattern)?.remedy).toMatch(/'\^|'\\\$'/);
});

/** What keeps the time of a match in proportion to the path: each piece stays in its segment, and one of a segment at most has no bound. */
function expectLinear(pattern: string): void {
  const { unbounded, ways, sets } = structureOf(pattern);
  expect(unbounded).toBeLessThanOrEqual(1);
  expect(ways).toBeLessThanOrEqual(64);
  for (const set of sets) expect(new RegExp(set).test('/')).toBe(false);
}

/** Groups of a pattern: with an empty alternative it matches the empty text, and the match has an entry for each group. */
function groupsOf(pattern: string): number {
  return (new RegExp(`${pattern}|`).exec('')?.length ?? 1) - 1;
}

test('every pattern of the grammar is taken, captures one group, and is linear', () => {
  fc.assert(
    fc.property(drawnPattern, (pattern) => {
      expect(patternFlaw(pattern)).toBeUndefined();
      expect(groupsOf(pattern)).toBe(1);
      expectLinear(pattern);
    }),
    { numRuns: 500 },
  );
});

test('a changed pattern is either refused, or one line of one group, and linear', () => {
  const sign = fc.constantFrom(...'^$/\\.|()[]{}?*+-,:=a0"\' \n');
  const changed = fc.tuple(drawnPattern, fc.nat(), fc.nat({ max: 1 }), sign).map(([pattern, at, removed, added]) => {
    const place = at % (pattern.length + 1);
    return `${pattern.slice(0, place)}${added}${pattern.slice(place + removed)}`;
  });
  let taken = 0;
  fc.assert(
    fc.property(changed, (pattern) => {
      if (patternFlaw(pattern) !== undefined) return;
      taken += 1;
      expect(pattern).not.toMatch(/[\s"']/);
      expect(groupsOf(pattern)).toBe(1);
      expectLinear(pattern);
    }),
    { numRuns: 2000 },
  );
  expect(taken).toBeGreaterThan(100);
});
