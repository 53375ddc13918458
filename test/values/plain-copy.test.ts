import { OddObject } from '../../lib/values/odd-object';
import { plainCopy } from '../../lib/values/plain-copy';

class Pool {
  readonly name = 'edge';
}

function nested(depth: number): unknown {
  let inner: unknown = 'x';
  for (let level = 0; level < depth; level++) inner = { inner };
  return inner;
}

test('copies lists and objects and leaves the original as it was', () => {
  const original = Object.freeze({ pools: Object.freeze([Object.freeze({ name: 'edge', taints: undefined })]) });
  const copied = plainCopy(original);
  expect(copied).toEqual(original);
  expect(copied).not.toBe(original);
  expect(Object.isFrozen(copied)).toBe(false);
});

test('copies a part that two places share, and what an instance or a getter holds', () => {
  const size = { min: 1 };
  const original = {
    left: size,
    right: size,
    pool: new Pool(),
    get zones() {
      return ['a'];
    },
  };
  expect(plainCopy(original)).toEqual({ left: size, right: size, pool: { name: 'edge' }, zones: ['a'] });
});

test('copies a member that is called __proto__ as a member like any other', () => {
  const copied = plainCopy(JSON.parse('{"__proto__": {"name": "x"}}')) as object;
  expect(Object.keys(copied)).toEqual(['__proto__']);
  expect('name' in copied).toBe(false);
});

test.each<[string, unknown, string]>([
  ['a Map', new Map(), 'a Map'],
  ['a Set', new Set(), 'a Set'],
  ['a Date', new Date(0), 'a Date'],
  ['a Promise that nobody awaited', Promise.resolve({}), 'a Promise'],
  ['an Error', new Error('odd'), 'an Error'],
  ['a boxed text', Object('text'), 'a String'],
  ['a list with a hole', Object.assign(new Array(2), { 1: 'a' }), 'a list with holes'],
  [
    'a list of four thousand million holes',
    Object.assign([], { length: 2 ** 32 - 1 }),
    'a list of 4294967295 items, where 2000 is the most',
  ],
  [
    'a list of more items than rules can compare',
    new Array(2001).fill('a'),
    'a list of 2001 items, where 2000 is the most',
  ],
  [
    'an object of more members than rules can compare',
    Object.fromEntries(Array.from({ length: 2001 }, (_, at) => [`m${at}`, at])),
    'an object of 2001 members, where 2000 is the most',
  ],
  [
    'a proxy that throws',
    new Proxy(
      {},
      {
        get: () => {
          throw new Error('odd');
        },
      },
    ),
    'an object that cannot be read',
  ],
])('replaces %s by what it is', (_, value, description) => {
  expect(plainCopy({ labels: value })).toEqual({ labels: new OddObject(description) });
});

test('replaces an object that contains itself where it comes back', () => {
  const own: Record<string, unknown> = { name: 'x' };
  own['self'] = own;
  expect(plainCopy(own)).toEqual({ name: 'x', self: new OddObject('an object that contains itself') });
});

test('replaces a member whose getter throws and copies its neighbours', () => {
  const original = {
    name: 'x',
    get zones(): string[] {
      throw new Error('odd');
    },
  };
  expect(plainCopy(original)).toEqual({ name: 'x', zones: new OddObject('a getter that throws') });
});

test('copies what is nested 32 deep, and replaces what lies deeper', () => {
  expect(plainCopy(nested(32))).toEqual(nested(32));
  expect(JSON.stringify(plainCopy(nested(20_000)))).toContain('an object that is nested more than 32 deep');
});
