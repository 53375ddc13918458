import type { Check } from '../../../lib/checks/check';
import { judgeDefinition } from '../../../lib/cli/definition/judge-definition';
import { Problems } from '../../../lib/values/problems';
import { awsEnvironment } from '../../fixtures/aws-environment';
import { askThreePrograms } from './three-programs';

const environments = [awsEnvironment()];
const check: Check = { id: 'own-rule', severity: 'error', title: 'a rule', source: 'a test', run: () => [] };
const SYNCHRONOUS =
  'make it synchronous, because what it adds after it returns is missing in every output; fetch remote data before, into a file that the function reads';

function fail(): never {
  throw new Error('kaputt');
}

const throwing = {
  get name() {
    return fail();
  },
  get cloud() {
    return fail();
  },
};

const CASES: readonly (readonly [string, unknown, string])[] = [
  [
    'a misspelt member',
    { environments, chart: true },
    "platform: 'chart' must be a known property, got true; did you mean 'charts'?",
  ],
  [
    'an unknown member',
    { environments, pools: [] },
    "platform: 'pools' must be a known property, got []; remove it, or correct its spelling; the known properties are environments, charts, stacks, checks, severities",
  ],
  ['no environments', {}, "platform: 'environments' must be a list, got nothing; write it in square brackets"],
  [
    'an empty list of environments',
    { environments: [] },
    "platform: 'environments' must hold at least one environment, got []; list one, because a platform without environments has no output",
  ],
  [
    'charts that are not a function',
    { environments, charts: 'charts' },
    "platform: 'charts' must be a function, got 'charts'; write (app, cluster) => { … }",
  ],
  [
    'an async function',
    { environments, charts: async () => undefined },
    `platform: 'charts' must be a synchronous function, got 'an async function'; ${SYNCHRONOUS}`,
  ],
  [
    'a generator',
    { environments, *stacks() {} },
    `platform: 'stacks' must be a synchronous function, got 'a generator function'; ${SYNCHRONOUS}`,
  ],
  [
    'checks that are not a list',
    { environments, checks: {} },
    "platform: 'checks' must be a list, got {}; write it in square brackets",
  ],
  [
    'a check with an unknown severity',
    { environments, checks: [{ ...check, severity: 'fatal' }] },
    "platform: 'checks[0].severity' must be one of 'error', 'warning', got 'fatal'; choose one of them",
  ],
  [
    'a check without a source',
    { environments, checks: [{ ...check, source: undefined }] },
    "platform: 'checks[0].source' must be text, got nothing; write it in quotes",
  ],
  [
    'a check id that is invalid in an annotation',
    { environments, checks: [{ ...check, id: 'Own Rule' }] },
    "platform: 'checks[0].id' must be a DNS label of at most 56 characters that begins with a letter, got 'Own Rule'; choose such an id, because it is the end of the annotation 'keelson.dev/ignore-<id>'",
  ],
  [
    'the id of a check of the library',
    { environments, checks: [{ ...check, id: 'image-without-version' }] },
    "platform: 'checks[0].id' must not be the id of a check of the library, got 'image-without-version'; choose another id; the severity of a library's check is changed in 'severities'",
  ],
  [
    'two checks with the same id',
    { environments, checks: [check, check] },
    "platform: 'checks' must name every check once, got 'own-rule'; remove or rename one of them",
  ],
  [
    'a severity of an unknown check',
    { environments, severities: { 'image-without-versions': 'warning' } },
    "platform: 'severities.image-without-versions' must be the id of a check, got 'warning'; did you mean 'image-without-version'?",
  ],
  [
    'an unknown severity',
    { environments, severities: { 'image-without-version': 'off' } },
    "platform: 'severities.image-without-version' must be one of 'error', 'warning', got 'off'; choose one of them",
  ],
  ...[
    ['nothing at all', null, 'null'],
    ['text', 'platform', "'platform'"],
    ['a list', environments.slice(1), '[]'],
  ].map(([what, value, shown]): readonly [string, unknown, string] => [
    String(what),
    value,
    `platform: 'platform' must be an object, got ${shown}; export const platform = definePlatform({ environments })`,
  ]),
  ...(
    [
      ['a promise', Promise.resolve(environments[0]), 'a Promise'],
      ['null', null, 'null'],
      ['text', 'shop', "'shop'"],
      ['a list', [], '[]'],
    ] as const
  ).map(([what, value, shown]): readonly [string, unknown, string] => [
    `${what} instead of an environment`,
    { environments: [value] },
    `environment number 1: 'environment' must be an object, got ${shown}; write it in braces; an environment is plain data that is known when the module is loaded`,
  ]),
  [
    'an environment whose getters throw',
    { environments: [throwing] },
    "environment number 1: 'cloud' must be one of 'aws', 'google', got a getter that throws; choose one of them",
  ],
  [
    'an environment that cannot be read',
    { environments: [new Proxy({}, { ownKeys: fail })] },
    "environment number 1: 'environment' must be an object, got an object that cannot be read; write it in braces; an environment is plain data that is known when the module is loaded",
  ],
  [
    'two environments that are nothing',
    { environments: [null, undefined] },
    "2 problems\n  environment number 1: 'environment' must be an object, got null; write it in braces; an environment is plain data that is known when the module is loaded\n  environment number 2: 'environment' must be an object, got nothing; write it in braces; an environment is plain data that is known when the module is loaded",
  ],
  [
    'a promise',
    Promise.resolve({ environments }),
    "platform: 'platform' must be the definition, got 'a promise'; export the definition itself, because environments are plain data that must be known when the module is loaded",
  ],
  [
    'one environment twice, together with a problem of another member',
    { environments: [...environments, ...environments], charts: 1 },
    "2 problems\n  platform: 'charts' must be a function, got 1; write (app, cluster) => { … }\n  'environments' must name every environment once, got 'paas'; remove or rename one of them",
  ],
];

test.each(CASES)('the command and both programs refuse %s with the same message', async (_, definition, message) => {
  const answers = await askThreePrograms(definition);
  const expected = `${message}\n`;
  expect(answers).toEqual({ command: expected, terraform: expected, kubernetes: expected });
});

test.each<readonly [string, object]>([
  ['only environments', { environments }],
  [
    'checks and severities of both kinds',
    { environments, checks: [check], severities: { 'own-rule': 'warning', 'image-without-version': 'error' } },
  ],
  ['members that are undefined', { environments, charts: undefined, stacks: undefined, checks: undefined }],
  ['synchronous functions in every form', { environments, charts() {}, stacks: () => undefined }],
])('accepts %s', (_, definition) => {
  const problems = new Problems();
  expect(judgeDefinition(definition, problems)).toBe(true);
  expect(problems.all()).toEqual([]);
});
