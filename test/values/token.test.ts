import { Token } from 'cdktf';
import fc from 'fast-check';
import { containsToken, tokenPaths } from '../../lib/values/token';

const late = { resolve: () => 'late', creationStack: [], toString: () => '' };

test('containsToken finds every form of a cdktf token in plain data', () => {
  expect(containsToken(Token.asString(late))).toBe(true);
  expect(containsToken(`prefix-${Token.asString(late)}-suffix`)).toBe(true);
  expect(containsToken(Token.asNumber(late))).toBe(true);
  expect(containsToken(Token.asList(late))).toBe(true);
  expect(containsToken({ [Token.asString(late)]: 'a key' })).toBe(true);
  expect(containsToken({ deep: [{ in: { a: [Token.asNumber(late)] } }] })).toBe(true);
});

test('containsToken is false for ordinary data', () => {
  const ordinary = fc
    .jsonValue({ maxDepth: 4 })
    .filter((value) => !/e\+(2[89]|30)\d|TfToken/.test(JSON.stringify(value)));
  fc.assert(fc.property(ordinary, (value) => !containsToken(value)));
});

test('tokenPaths returns the path of every token', () => {
  const token = Token.asString(late);
  const value = {
    name: token,
    clusters: [{ pools: [{ size: { max: Token.asNumber(late) } }] }],
    tags: { [token]: 'x' },
  };
  expect(tokenPaths(value)).toEqual(['name', 'clusters[0].pools[0].size.max', `tags.${token}`]);
});

test('tokenPaths ends on data that contains itself', () => {
  const loop: Record<string, unknown> = { name: 'a' };
  loop['self'] = loop;
  expect(containsToken(loop)).toBe(false);
});
