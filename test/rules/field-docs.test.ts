import { environmentFields } from '../../lib/specs/environment/environment-fields';
import { members } from '../../lib/specs/fields/compound-fields';
import { withDefault } from '../../lib/specs/fields/field';
import { text, whole } from '../../lib/specs/fields/leaf-fields';
import { judgeFieldDocs } from './support/field-docs';
import { parse, parseFolders, renderViolations } from './support/project';

const inputs = parseFolders('lib/specs', 'lib/values');

test.each([
  ['AwsEnvironmentInput', environmentFields.aws],
  ['GoogleEnvironmentInput', environmentFields.google],
] as const)('docstrings below %s say defaults, ranges and units as the fields have them', (name, { facts }) => {
  expect(renderViolations(judgeFieldDocs(name, facts, inputs))).toEqual([]);
});

describe('a docstring that says something else than its field', () => {
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
  ])('is found: %j', (doc, messages) => {
    expect(say(doc)).toEqual(messages);
  });

  test('is found where the type must be given', () => {
    expect(say('GiB, 20 to 100.\n@default 30', '')).toEqual(['sizeGib must be given, and its field may be left out']);
  });
});
