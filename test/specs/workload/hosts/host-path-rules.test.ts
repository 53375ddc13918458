import * as fc from 'fast-check';
import { judgeHostPaths } from '../../../../lib/specs/workload/hosts/host-path-rules';
import { renderProblem } from '../../../../lib/values/config-error';
import { Problems } from '../../../../lib/values/problems';

function judge(paths: readonly string[]): readonly string[] {
  const problems = new Problems();
  judgeHostPaths('paths', paths, problems);
  return problems.all().map(renderProblem);
}

const FORM =
  "must begin with '/' and hold parts of letters, digits, dots, dashes, underscores and tildes with single slashes between them, 1023 characters at most, got";
const WRITE = "write it as '/room'; a prefix has neither query nor wildcard";

test.each([
  [['/']],
  [['/room']],
  [['/room/', '/rooms']],
  [['/v1.2/a_b/c-d~e']],
  [['/.well-known/x']],
  [['/', '/a', '/a/b']],
])('accepts %j', (paths) => {
  expect(judge(paths)).toEqual([]);
});

test.each([
  ['room'],
  [''],
  ['//room'],
  ['/a//b'],
  ['/a b'],
  ['/a?b=c'],
  ['/a#b'],
  ['/a*'],
  ['/a"b'],
  ["/a'b"],
  ['/a;b'],
  ['/a{b}'],
  ['/$a'],
  ['/a%2fb'],
  ['/a\\b'],
  ['/ä'],
])('refuses %s', (path) => {
  expect(judge([path])).toEqual([`'paths[0]' ${FORM} '${path}'; ${WRITE}`]);
});

test('refuses a path that clients resolve before they ask, and one that is too long', () => {
  const dots = "write the path without '.' and '..', which clients resolve before they ask";
  expect(judge(['/a/../b'])).toEqual([`'paths[0]' ${FORM} '/a/../b'; ${dots}`]);
  expect(judge(['/.'])).toEqual([`'paths[0]' ${FORM} '/.'; ${dots}`]);
  expect(judge([`/${'a'.repeat(1023)}`])).toHaveLength(1);
  expect(judge([`/${'a'.repeat(1022)}`])).toEqual([]);
});

test('refuses no path, and a prefix twice, also with a slash at its end', () => {
  expect(judge([])).toEqual([
    "'paths' must hold at least one prefix, got []; leave it out for '/', which is every path",
  ]);
  expect(judge(['/a', '/a/'])).toEqual(["'paths' must name every prefix once, got '/a'; remove or rename one of them"]);
});

test('an accepted path never holds a character that a configuration reads as more than itself', () => {
  const text = fc.string({ unit: 'binary', maxLength: 12 }).map((tail) => `/${tail}`);
  fc.assert(fc.property(text, (path) => judge([path]).length > 0 || /^[/A-Za-z0-9._~-]+$/.test(path)));
});
