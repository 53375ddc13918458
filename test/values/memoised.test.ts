import { memoised } from '../../lib/values/memoised';

test('computes each text once, also where the answer is undefined', () => {
  const compute = jest.fn((text: string) => (text === '' ? undefined : text.length));
  const length = memoised(compute);
  expect(['ab', 'ab', '', '', 'abc'].map(length)).toEqual([2, 2, undefined, undefined, 3]);
  expect(compute).toHaveBeenCalledTimes(3);
});

test('forgets all answers once there are too many', () => {
  const compute = jest.fn((text: string) => text);
  const echo = memoised(compute, 2);
  for (const text of ['a', 'b', 'c', 'a']) echo(text);
  expect(compute).toHaveBeenCalledTimes(4);
});
