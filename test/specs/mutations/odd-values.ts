/** A value that no environment is made of, or that sits at the edge of what a number or a text can be. */
export interface OddValue {
  /** What a report of a failure calls the value. */
  readonly label: string;
  /** A new one each time, because a mutation may change it. */
  readonly make: () => unknown;
}

class Machine {
  readonly type = 'm6i.xlarge';
}

const LONG = 200_000;

/** Names of members that objects inherit, that no property has, or that no file can hold as they are. */
export const ODD_NAMES: readonly string[] = [
  '__proto__',
  'constructor',
  'toString',
  'toJSON',
  'hasOwnProperty',
  'then',
  'length',
  'kind',
  '',
  ' ',
  'a\nb',
  '\u0000',
  '\ud800',
  '-1',
  'é',
  'x'.repeat(300),
  'a'.repeat(100_000),
];

/** Every kind of value that a JavaScript program can put where text, a number, a list or an object is wanted. */
export const ODD_VALUES: readonly OddValue[] = [
  ...constants(),
  ...functions(),
  ...objects(),
  ...objectsThatThrow(),
  ...lists(),
];

function constants(): readonly OddValue[] {
  const numbers = [
    0,
    -0,
    -1,
    1,
    0.5,
    2 ** 31,
    2 ** 32,
    2 ** 53,
    1e21,
    1e300,
    -1e308,
    Number.MIN_VALUE,
    65_536,
    100_000,
  ];
  const specials = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, null, undefined, true, false];
  const bigs = [0n, 2n ** 70n, Symbol('odd'), Symbol.iterator];
  const texts = [
    '',
    ' ',
    '0',
    '-1',
    'null',
    '1e400',
    '../..',
    '*',
    '${aws_vpc.main.id}',
    "'",
    '"',
    '\\',
    '%s',
    '((((((((',
  ];
  const encoded = ['a\nb', '\r', '\u0000', '\u001b[31m', '\u2028', '\ud800', '\udfff', 'é', '🚢', '\u202e'];
  const plain = [...numbers, ...specials, ...bigs, ...texts, ...encoded, ...ODD_NAMES.slice(0, 7)];
  return [
    ...plain.map((value) => ({ label: label(value), make: () => value })),
    { label: 'a long text', make: () => 'a'.repeat(LONG) },
    { label: 'a long text of dashes', make: () => '-'.repeat(LONG) },
    { label: 'a long text of dots', make: () => 'a.'.repeat(LONG / 2) },
    { label: 'a long text of slashes', make: () => '/a'.repeat(LONG / 2) },
    { label: 'a long text of digits', make: () => '1'.repeat(LONG) },
    { label: 'a long text of blanks', make: () => `a${' '.repeat(LONG)}b` },
  ];
}

function label(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  return typeof value === 'bigint' ? `${value}n` : Object.is(value, -0) ? '-0' : String(value);
}

function functions(): readonly OddValue[] {
  return [
    { label: 'a function', make: () => () => 'value' },
    { label: 'a class', make: () => Machine },
    { label: 'a generator', make: () => (function* () {})() },
    { label: 'a Promise', make: () => Promise.resolve({}) },
  ];
}

function objects(): readonly OddValue[] {
  return [
    { label: 'an empty object', make: () => ({}) },
    { label: 'an object without a prototype', make: () => Object.create(null) },
    {
      label: 'an object with __proto__ of its own',
      make: () => JSON.parse('{"__proto__": {"name": "x"}, "kind": "x"}'),
    },
    {
      label: 'an object with a member of every odd name',
      make: () => Object.fromEntries(ODD_NAMES.map((name) => [name, name])),
    },
    { label: 'an object that holds itself', make: holdsItself },
    { label: 'a deep object', make: () => nested(20_000, (inner) => ({ inner })) },
    { label: 'an object of shared parts', make: () => nested(60, (inner) => ({ left: inner, right: inner })) },
    {
      label: 'an object of many members',
      make: () => Object.fromEntries(Array.from({ length: 5000 }, (_, at) => [`m${at}`, at])),
    },
    { label: 'a frozen object', make: () => Object.freeze({ kind: 'x' }) },
    { label: 'an instance', make: () => new Machine() },
    { label: 'a Map', make: () => new Map([['a', 'b']]) },
    { label: 'a Set', make: () => new Set(['a']) },
    { label: 'a WeakMap', make: () => new WeakMap() },
    { label: 'a Date', make: () => new Date(0) },
    { label: 'an invalid Date', make: () => new Date(Number.NaN) },
    { label: 'a RegExp', make: () => /a/g },
    { label: 'an Error', make: () => new Error('odd') },
    { label: 'a boxed text', make: () => Object('text') },
    { label: 'a boxed number', make: () => Object(3) },
    { label: 'a URL', make: () => new URL('https://example.com') },
    { label: 'a Buffer', make: () => Buffer.from('odd') },
    { label: 'an ArrayBuffer', make: () => new ArrayBuffer(8) },
  ];
}

function objectsThatThrow(): readonly OddValue[] {
  const fail = (): never => {
    throw new Error('odd');
  };
  return [
    { label: 'a getter that throws', make: () => Object.defineProperty({}, 'name', { get: fail, enumerable: true }) },
    { label: 'a toString that throws', make: () => ({ toString: fail, valueOf: fail }) },
    { label: 'a toJSON that throws', make: () => ({ toJSON: fail }) },
    { label: 'a toJSON that returns nothing', make: () => ({ toJSON: () => undefined }) },
    { label: 'a conversion that throws', make: () => ({ [Symbol.toPrimitive]: fail }) },
    { label: 'a tag that throws', make: () => Object.defineProperty({}, Symbol.toStringTag, { get: fail }) },
    {
      label: 'a proxy that throws',
      make: () => new Proxy({}, { get: fail, ownKeys: fail, has: fail, getPrototypeOf: fail }),
    },
    { label: 'a revoked proxy', make: revoked },
  ];
}

function lists(): readonly OddValue[] {
  return [
    { label: 'an empty list', make: () => [] },
    { label: 'a list of nothing', make: () => [undefined, null] },
    { label: 'a list with a hole', make: () => Object.assign(new Array(3), { 1: 'a' }) },
    { label: 'a list of holes only', make: () => Object.assign([], { length: 2 ** 32 - 1 }) },
    { label: 'a list that holds itself', make: listThatHoldsItself },
    { label: 'a deep list', make: () => nested(20_000, (inner) => [inner]) },
    { label: 'a list of lists', make: () => [[], [[]]] },
    { label: 'a list with a member', make: () => Object.assign(['a'], { name: 'x' }) },
    { label: 'a long list', make: () => Array.from({ length: 5000 }, (_, at) => `item-${at}`) },
    { label: 'a long list of objects', make: () => Array.from({ length: 1000 }, () => ({})) },
    { label: 'a Uint8Array', make: () => new Uint8Array(4) },
  ];
}

function holdsItself(): unknown {
  const own: Record<string, unknown> = { name: 'x' };
  own['self'] = own;
  return own;
}

function listThatHoldsItself(): unknown {
  const own: unknown[] = ['a'];
  own.push(own);
  return own;
}

function revoked(): unknown {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

function nested(depth: number, wrap: (inner: unknown) => unknown): unknown {
  let inner: unknown = 'x';
  for (let level = 0; level < depth; level++) inner = wrap(inner);
  return inner;
}
