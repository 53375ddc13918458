import { callPart, ThrownError } from '../../lib/values/thrown-error';

function thrownBy(cause: unknown): ThrownError {
  try {
    callPart("check 'own': 'run'", () => {
      throw cause;
    });
  } catch (error) {
    if (error instanceof ThrownError) return error;
  }
  throw new Error('nothing was thrown');
}

test.each<[string, unknown, string]>([
  ['an error', new Error('kaputt'), 'kaputt'],
  ['an error without a message', new TypeError(), 'TypeError'],
  ['text', 'kaputt', "'kaputt'"],
  ['nothing', undefined, 'nothing'],
  ['an object without a prototype', Object.create(null), '{}'],
])('names the part that throws %s, and keeps what was thrown as the cause', (_, cause, told) => {
  const error = thrownBy(cause);
  expect(error.message).toBe(`check 'own': 'run' threw an error: ${told}`);
  expect(error.cause).toBe(cause);
});

test('returns what a part returns that throws nothing', () => {
  expect(callPart('a part', () => 1)).toBe(1);
});
