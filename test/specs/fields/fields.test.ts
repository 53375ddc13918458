import { byMember, either, kinds, list, mapOf, members, parts } from '../../../lib/specs/fields/compound-fields';
import { type Field, optional, withDefault, withOwnDefaults } from '../../../lib/specs/fields/field';
import { flag, number, oneOf, text, whole } from '../../../lib/specs/fields/leaf-fields';
import { soundnessOf } from '../../../lib/specs/fields/soundness';
import { renderProblem } from '../../../lib/values/config-error';
import { Problems } from '../../../lib/values/problems';

/** Whether rules may read a value, and the problems that the field records. */
function judge(field: Field<never, unknown>, value: unknown): [boolean, ...string[]] {
  const problems = new Problems();
  const isReadable = field.judge(value, 'x', problems);
  return [isReadable, ...problems.all().map(renderProblem)];
}

interface DiskInput {
  readonly sizeGib: number;
  readonly type?: 'ssd' | 'hdd';
}

interface MachineInput {
  readonly name: string;
  readonly disk?: DiskInput;
  readonly settings?: { readonly seconds?: number };
}

const disk = members<DiskInput>()({
  sizeGib: whole({ min: 20, max: 100, unit: 'GiB' }),
  type: withDefault(oneOf('ssd', 'hdd'), 'ssd'),
});

const machine = members<MachineInput>()({
  name: text,
  disk: optional(disk),
  settings: withOwnDefaults(
    members<NonNullable<MachineInput['settings']>>()({ seconds: withDefault(whole({ min: 1, max: 9 }), 3) }),
  ),
});

describe('a field of one value', () => {
  test.each<[string, Field<never, unknown>, unknown, string]>([
    ['text', text, 3, "'x' must be text, got 3; write it in quotes"],
    ['a flag', flag, 'yes', "'x' must be true or false, got 'yes'; write it without quotes"],
    ['a whole number', whole({ min: 1, max: 2 }), '1', "'x' must be a number, got '1'; write it without quotes"],
    [
      'an absent number',
      whole({ min: 1, max: 2 }),
      undefined,
      "'x' must be a number, got nothing; write it without quotes",
    ],
    [
      'a number and not NaN',
      whole({ min: 1, max: 2 }),
      Number.NaN,
      "'x' must be a number, got a value that is not a number; write it without quotes",
    ],
    ['a list', list(text), {}, "'x' must be a list, got {}; write it in square brackets"],
    ['an object', disk, [], "'x' must be an object, got []; write it in braces"],
  ])('that must be %s is refused with another kind of value, and rules cannot read it', (_, field, value, message) => {
    expect(judge(field, value)).toEqual([false, message]);
  });

  test.each<[string, Field<never, unknown>, unknown, string]>([
    [
      'below its range',
      whole({ min: 5, max: 7, unit: 'seconds' }),
      4,
      "'x' must be a whole number of 5 to 7 seconds, got 4; raise it",
    ],
    [
      'above its range',
      whole({ min: 5, max: 7, unit: 'seconds' }),
      8,
      "'x' must be a whole number of 5 to 7 seconds, got 8; lower it",
    ],
    ['that is not whole', whole({ min: 5, max: 7 }), 5.5, "'x' must be a whole number of 5 to 7, got 5.5; round it"],
    [
      'that breaks its own rule',
      number({ rule: 'be even', remedy: (odd) => `write ${odd + 1}`, holds: (value) => value % 2 === 0 }),
      3,
      "'x' must be even, got 3; write 4",
    ],
    ['that is an unknown word', oneOf('a', 'b'), 'c', "'x' must be one of 'a', 'b', got 'c'; choose one of them"],
  ])('with a value %s is refused, and rules can read it', (_, field, value, message) => {
    expect(judge(field, value)).toEqual([true, message]);
  });

  test.each([5, 7])('accepts both ends of its range: %d', (value) => {
    expect(judge(whole({ min: 5, max: 7 }), value)).toEqual([true]);
  });
});

describe('an object', () => {
  test('reports a wrong kind and a number out of range together', () => {
    expect(judge(machine, { name: 7, disk: { sizeGib: 10 } })).toEqual([
      false,
      "'x.name' must be text, got 7; write it in quotes",
      "'x.disk.sizeGib' must be a whole number of 20 to 100 GiB, got 10; raise it",
    ]);
  });

  test('proposes the likely name for an unknown member', () => {
    expect(judge(disk, { sizeGib: 20, typ: 'ssd' })).toEqual([
      true,
      "'x.typ' must be a known property, got 'ssd'; did you mean 'type'?",
    ]);
  });

  test('lists the known members where no name is similar', () => {
    expect(judge(disk, { sizeGib: 20, encryption: true })).toEqual([
      true,
      "'x.encryption' must be a known property, got true; remove it, or correct its spelling; the known properties are sizeGib, type",
    ]);
  });

  test('resolves literals, optional members, and members with defaults of their own', () => {
    expect(machine.resolve({ name: 'a' })).toEqual({ name: 'a', disk: undefined, settings: { seconds: 3 } });
    expect(machine.resolve({ name: 'a', disk: { sizeGib: 30 }, settings: {} })).toEqual({
      name: 'a',
      disk: { sizeGib: 30, type: 'ssd' },
      settings: { seconds: 3 },
    });
  });

  test('does not change the input', () => {
    const input = Object.freeze({ name: 'a', disk: Object.freeze({ sizeGib: 30 }) });
    machine.resolve(input);
    expect(input).toEqual({ name: 'a', disk: { sizeGib: 30 } });
  });
});

describe('lists, maps and unions', () => {
  type Shape =
    | { readonly kind: 'circle'; readonly radius: number }
    | { readonly kind: 'square'; readonly side?: number };
  const shape = kinds<Shape>()({
    circle: members<Extract<Shape, { kind: 'circle' }>>()({ kind: oneOf('circle'), radius: whole({ min: 1, max: 9 }) }),
    square: members<Extract<Shape, { kind: 'square' }>>()({
      kind: oneOf('square'),
      side: withDefault(whole({ min: 1, max: 9 }), 2),
    }),
  });

  test('resolve their items', () => {
    expect(list(disk).resolve([{ sizeGib: 20 }])).toEqual([{ sizeGib: 20, type: 'ssd' }]);
    expect(mapOf(disk).resolve({ a: { sizeGib: 20 } })).toEqual({ a: { sizeGib: 20, type: 'ssd' } });
    expect(shape.resolve({ kind: 'square' })).toEqual({ kind: 'square', side: 2 });
  });

  test('report the path of an invalid item', () => {
    expect(judge(list(disk), [{ sizeGib: 20 }, { sizeGib: 1 }])).toEqual([
      true,
      "'x[1].sizeGib' must be a whole number of 20 to 100 GiB, got 1; raise it",
    ]);
    expect(judge(mapOf(text), { a: 'b', c: 1 })).toEqual([false, "'x.c' must be text, got 1; write it in quotes"]);
  });

  test.each([
    [{ kind: 'line' }, "'line'"],
    [{}, 'nothing'],
    [{ kind: 'toString' }, "'toString'"],
  ])('refuse an unknown kind: %j', (value, shown) => {
    expect(judge(shape, value)).toEqual([
      false,
      `'x.kind' must be one of 'circle', 'square', got ${shown}; choose one of them`,
    ]);
  });

  test('refuse both or neither of two members that exclude each other', () => {
    const source = either(members<{ a: string }>()({ a: text }), members<{ b: string }>()({ b: text }));
    expect(judge(source, { b: 'x' })).toEqual([true]);
    expect(judge(source, { a: 'x', b: 'y' })[1]).toContain("must have exactly one of 'a', 'b'");
    expect(judge(source, {})[1]).toContain("must have exactly one of 'a', 'b'");
  });

  test('are told apart by a member that only one form has', () => {
    const place = byMember('window', {
      present: members<{ window: string }>()({ window: text }),
      absent: members<{ start: string }>()({ start: text }),
    });
    expect(judge(place, { window: 1 })).toEqual([false, "'x.window' must be text, got 1; write it in quotes"]);
    expect(judge(place, { start: 1 })).toEqual([false, "'x.start' must be text, got 1; write it in quotes"]);
  });
});

describe('parts', () => {
  interface FleetInput {
    readonly size: number;
    readonly machines: readonly MachineInput[];
  }
  const fleet = members<FleetInput>()({ size: whole({ min: 1, max: 9 }), machines: parts('machine', machine) });

  test('are called by their names in messages, or by their places in the list', () => {
    const machines = [{ name: 'a', disk: { sizeGib: 1 } }, { name: 7 }, null];
    expect(judge(fleet, { size: 3, machines })).toEqual([
      false,
      "machine 'a': 'disk.sizeGib' must be a whole number of 20 to 100 GiB, got 1; raise it",
      "machine number 2: 'name' must be text, got 7; write it in quotes",
      "'x.machines[2]' must be given, got null; state it",
    ]);
  });

  test('are sound if their own fields recorded no problem, whatever the other parts have', () => {
    const problems = new Problems('fleet');
    fleet.judge({ size: 3, machines: [{ name: 'a', disk: { sizeGib: 1 } }, { name: 'b' }] }, '', problems);
    const isSound = soundnessOf(problems);
    expect([problems, problems.at("machine 'a'"), problems.at("machine 'b'")].map(isSound)).toEqual([
      true,
      false,
      true,
    ]);
    // A problem that a rule records later does not make a part unsound.
    problems.at("machine 'b'").add('name', 'be short', 'b', 'shorten it');
    expect(isSound(problems.at("machine 'b'"))).toBe(true);
  });
});
