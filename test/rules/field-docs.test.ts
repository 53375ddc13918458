import { environmentFields } from '../../lib/specs/environment/environment-fields';
import { members } from '../../lib/specs/fields/compound-fields';
import { type Field, withDefault } from '../../lib/specs/fields/field';
import { text, whole } from '../../lib/specs/fields/leaf-fields';
import { inert, onClouds, refused, replaces, rolls } from '../../lib/specs/fields/state-effect';
import { judgeEffectDocs } from './support/effect-docs';
import { judgeFieldDocs } from './support/field-docs';
import { parse, parseFolders, renderViolations } from './support/project';

const inputs = parseFolders('lib/specs', 'lib/values');

test.each([
  ['AwsEnvironmentInput', environmentFields.aws],
  ['GoogleEnvironmentInput', environmentFields.google],
] as const)('docstrings below %s state the defaults, ranges and units of their fields', (name, { facts }) => {
  expect(renderViolations(judgeFieldDocs(name, facts, inputs))).toEqual([]);
});

test('docstrings of inputs state the effect of a change that their fields state', () => {
  const clouds = [
    { root: 'AwsEnvironmentInput', facts: environmentFields.aws.facts, ground: 'aws' },
    { root: 'GoogleEnvironmentInput', facts: environmentFields.google.facts, ground: 'google' },
  ] as const;
  expect(renderViolations(judgeEffectDocs(clouds, inputs))).toEqual([]);
});

describe('a docstring that differs from its field', () => {
  interface DiskInput {
    readonly sizeGib?: number;
    readonly type?: string;
  }
  const { facts } = members<DiskInput>()({
    sizeGib: withDefault(whole({ min: 20, max: 100, unit: 'GiB' }), 30),
    type: withDefault(text, 'ssd'),
  });
  const say = (doc: string, sign = '?') =>
    judgeFieldDocs('DiskInput', facts, [
      parse(
        'x.ts',
        `interface DiskInput {\n/** ${doc} */\nreadonly sizeGib${sign}: number;\n/** @default 'ssd' */\nreadonly type?: string;\n}`,
      ),
    ]).map(({ message }) => message);

  test.each([
    ['GiB, 20 to 100.\n@default 30', []],
    ['GiB, 20 to 100.\n@default 40', ["sizeGib has an @default of '40', its field 30"]],
    ['GiB, 20 to 1000.\n@default 30', ['sizeGib does not say its range, 20 to 100']],
    ['20 to 100.\n@default 30', ['sizeGib does not say its unit, GiB']],
    ['GiB, 20 to 100.', ["sizeGib has an @default of '', its field 30"]],
  ])('is reported: %j', (doc, messages) => {
    expect(say(doc)).toEqual(messages);
  });

  test.each([
    ['- 30 of ssd', []],
    ['- 30 of hdd', ["disk has an @default without the 'ssd' of its field"]],
  ])('is reported where the default is an object: %s', (words, messages) => {
    interface HostInput {
      readonly disk?: { readonly type: string };
    }
    const disk = members<NonNullable<HostInput['disk']>>()({ type: text });
    const host = members<HostInput>()({ disk: withDefault(disk, { type: 'ssd' }) });
    const source = `interface HostInput {\n/** Disk.\n@default ${words} */\nreadonly disk?: { readonly type: string };\n}`;
    expect(judgeFieldDocs('HostInput', host.facts, [parse('x.ts', source)]).map(({ message }) => message)).toEqual(
      messages,
    );
  });

  test('is reported where the type requires a member that the field leaves optional', () => {
    expect(say('GiB, 20 to 100.\n@default 30', '')).toEqual(['sizeGib must be given, and its field may be left out']);
  });
});

describe('a docstring that states another effect of a change than its field', () => {
  interface DiskInput {
    readonly type: string;
  }
  const say = (field: Field<string>, doc: string, owner = '') => {
    const { facts } = members<DiskInput>()({ type: field });
    const source = `/** ${owner} */\ninterface DiskInput {\n/** ${doc} */\nreadonly type: string;\n}`;
    const inputs = (['aws', 'google'] as const).map((ground) => ({ root: 'DiskInput', facts, ground }));
    return judgeEffectDocs(inputs, [parse('x.ts', source)]).map(({ message }) => message);
  };
  const lacks = (effect: string) => [`type does not say that changing it does this: ${effect}`];
  const invents = (effect: string) => [`type says that changing it does this, and no field does: ${effect}`];

  test.each<[string, Field<string>, string, readonly string[]]>([
    ['a replacement that is said', replaces(text), 'Disk. Changing it replaces the pool.', []],
    ['a replacement that is not said', replaces(text), 'Disk.', lacks('replaces')],
    ['a roll that is not said', rolls(text), 'Disk.', lacks('rolls')],
    ['a refusal that is not said', refused(text), 'Disk.', lacks('refused')],
    ['a refusal, and what it saves from', refused(text), 'Disk. A change is refused: it would replace the pool.', []],
    ['nothing that is deployed', inert(text), 'Disk. Changing it changes nothing that is deployed.', []],
    ['nothing, which is not said', inert(text), 'Disk.', lacks('none')],
    ['silence about what is made in place', text, 'Disk.', []],
    [
      'a roll that does not happen',
      text,
      'Disk. Changing it rolls the pool.',
      [...lacks('in place'), ...invents('rolls')],
    ],
    ['one cloud of two', onClouds({ aws: 'rolls' }, text), 'Disk. Changing it rolls the pool.', lacks('in place')],
    ['both clouds', onClouds({ aws: 'rolls' }, text), 'Disk. Changing it rolls the pool on AWS, else in place.', []],
  ])('%s', (_, field, doc, messages) => {
    expect(say(field, doc)).toEqual(messages);
  });

  test('may be the docstring of the interface', () => {
    expect(say(rolls(text), 'Type.', 'Disk. Changing a member rolls the pool.')).toEqual([]);
  });
});
