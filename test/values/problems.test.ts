import { ConfigError, renderProblem } from '../../lib/values/config-error';
import { deepFreeze } from '../../lib/values/deep-freeze';
import { parseName } from '../../lib/values/name';
import { Problems } from '../../lib/values/problems';

test("capture adds subject and property to a bare value's problem", () => {
  const problems = new Problems("pool 'edge'");
  expect(problems.capture('size.max', () => parseName('Edge'))).toBeUndefined();
  expect(problems.all().map(renderProblem)).toEqual([
    "pool 'edge': 'size.max' must be a DNS label: lower-case letters, digits and dashes, beginning with a letter and not ending with a dash, got 'Edge'; choose such a name",
  ]);
});

test('problems of parts are gathered in the collection of the whole', () => {
  const problems = new Problems("cluster 'main'");
  problems.at("pool 'a'").add('x', 'hold', 1, 'mend it');
  problems.at("pool 'b'").require(false, 'y', 'hold', undefined, 'mend it');
  expect(problems.count).toBe(2);
  expect(() => problems.throwIfAny()).toThrow(
    [
      '2 problems',
      "  cluster 'main' > pool 'a': 'x' must hold, got 1; mend it",
      "  cluster 'main' > pool 'b': 'y' must hold, got nothing; mend it",
    ].join('\n'),
  );
});

test('a muted collection drops the muted problems, those of its parts included', () => {
  const problems = new Problems();
  const muted = problems.muted((problem) => problem.value === 'late');
  muted.at('part').add('x', 'hold', 'late', 'mend it');
  muted.capture('y', () => {
    throw new ConfigError([{ subject: '', property: 'z', rule: 'hold', value: 'late', remedy: 'mend it' }]);
  });
  muted.add('z', 'hold', 'early', 'mend it');
  expect(problems.all().map((problem) => problem.property)).toEqual(['z']);
});

test('capture rethrows an error that is not a ConfigError', () => {
  const problems = new Problems();
  expect(() =>
    problems.capture('x', () => {
      throw new TypeError('a mistake of ours');
    }),
  ).toThrow(TypeError);
});

test('deepFreeze freezes members below an object that is frozen already', () => {
  const value = Object.freeze({ below: { list: [{ a: 1 }] } });
  deepFreeze(value);
  expect(Object.isFrozen(value.below.list[0])).toBe(true);
});
