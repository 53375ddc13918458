import { awsEnvironment, awsPool } from '../../fixtures/aws-environment';
import { googleEnvironment } from '../../fixtures/google-environment';
import { problemsOf } from '../problems-of';

/** A copy of a valid environment with one change, as a caller without a compiler might write it. */
function changed<T>(valid: T, change: (copy: Record<string, unknown>) => void): T {
  const copy = structuredClone(valid) as Record<string, unknown>;
  change(copy);
  return copy as T;
}

type Loose = Record<string, unknown>;
const cluster = (environment: Loose) => (environment['clusters'] as Loose[])[0] as Loose;
const pool = (environment: Loose) => (cluster(environment)['pools'] as Loose[])[0] as Loose;

test('refuses undefined and null as an environment', () => {
  expect(problemsOf(undefined as never)).toEqual([
    "environment number 1: 'environment' must be an object, got nothing; write it in braces; an environment is plain data that is known when the module is loaded",
  ]);
});

test('reports every missing member at once, and never throws a TypeError', () => {
  const input = changed(awsEnvironment(), (environment) => {
    delete environment['accountId'];
    delete cluster(environment)['network'];
    delete pool(environment)['machine'];
    delete pool(environment)['name'];
  });
  expect(problemsOf(input)).toEqual([
    "environment 'paas': 'accountId' must be text, got nothing; write it in quotes",
    "environment 'paas' > cluster 'main': 'network' must be an object, got nothing; write it in braces",
    "environment 'paas' > cluster 'main' > pool number 1: 'name' must be text, got nothing; write it in quotes",
    "environment 'paas' > cluster 'main' > pool number 1: 'machine' must be an object, got nothing; write it in braces",
  ]);
});

test('refuses a misspelt member, which would otherwise be ignored', () => {
  const input = changed(awsEnvironment(), (environment) => {
    (pool(environment)['size'] as Loose)['maximum'] = 9;
  });
  expect(problemsOf(input)).toEqual([
    "environment 'paas' > cluster 'main' > pool 'general': 'size.maximum' must be a known property, got 9; remove it, or correct its spelling; the known properties are scope, min, max, initial",
  ]);
});

test.each([
  [
    'text for a number',
    (size: Loose) => ({ ...size, max: '6' }),
    "'size.max' must be a number, got '6'; write it without quotes",
  ],
  [
    'NaN for a number',
    (size: Loose) => ({ ...size, max: Number.NaN }),
    "'size.max' must be a number, got a value that is not a number; write it without quotes",
  ],
  ['a list for an object', () => [], "'size' must be an object, got []; write it in braces"],
])('refuses %s', (_, change, message) => {
  const input = changed(awsEnvironment(), (environment) => {
    pool(environment)['size'] = change(pool(environment)['size'] as Loose);
  });
  expect(problemsOf(input)).toEqual([`environment 'paas' > cluster 'main' > pool 'general': ${message}`]);
});

test('refuses an unknown word, and still judges the parts whose fields are valid', () => {
  const input = changed(awsEnvironment({ accountId: '1' }), (environment) => {
    pool(environment)['purpose'] = 'general';
    environment['tier'] = 'prod';
    cluster(environment)['kubernetesVersion'] = '1.2';
  });
  expect(problemsOf(input)).toEqual([
    "environment 'paas': 'tier' must be one of 'production', 'staging', 'development', got 'prod'; choose one of them",
    "environment 'paas' > cluster 'main' > pool 'general': 'purpose' must be one of 'system', 'workloads', 'traffic', 'batch', got 'general'; choose one of them",
    expect.stringMatching(/^environment 'paas' > cluster 'main': 'kubernetesVersion' must /),
  ]);
});

test('refuses an unknown kind of private access', () => {
  const input = changed(googleEnvironment(), (environment) => {
    cluster(environment)['privateAccess'] = { kind: 'bastion' };
  });
  expect(problemsOf(input)).toEqual([
    "environment 'streaming' > cluster 'main': 'privateAccess.kind' must be one of 'dns-endpoint', 'authorised-networks', 'private-endpoint', got 'bastion'; choose one of them",
  ]);
});

test('refuses two sources of an image, and an image without a source', () => {
  const source = (value: unknown) =>
    changed(awsEnvironment(), (environment) => {
      pool(environment)['aws'] = { ...awsPool().aws, image: { family: 'al2023', source: value } };
    });
  const place = "environment 'paas' > cluster 'main' > pool 'general': 'aws.image.source'";
  expect(problemsOf(source({}))).toEqual([
    `${place} must have exactly one of 'ssmParameter', 'amiId', got {}; keep one of them`,
  ]);
  expect(problemsOf(source({ ssmParameter: '/a', amiId: 'ami-1' }))).toEqual([
    `${place} must have exactly one of 'ssmParameter', 'amiId', got {"ssmParameter":"/a","amiId":"ami-1"}; keep one of them`,
  ]);
});

test('refuses a pool of the other cloud', () => {
  const input = changed(googleEnvironment(), (environment) => {
    cluster(environment)['pools'] = [awsPool({ name: 'core' })];
  });
  expect(problemsOf(input)).toContain(
    "environment 'streaming' > cluster 'main' > pool 'core': 'google' must be an object, got nothing; write it in braces",
  );
});
