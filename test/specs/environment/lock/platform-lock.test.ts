import { EnvironmentSet } from '../../../../lib/specs/environment/environment-set';
import { updateLock } from '../../../../lib/specs/environment/lock/lock-changes';
import { EMPTY_LOCK, parseLock, renderLock } from '../../../../lib/specs/environment/lock/platform-lock';
import { ConfigError, renderProblem } from '../../../../lib/values/config-error';
import { googleEnvironment } from '../../../fixtures/google-environment';

function problemsOf(text: string): readonly string[] {
  try {
    parseLock(text);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map(renderProblem);
  }
}

const text = renderLock(updateLock(EMPTY_LOCK, [], EnvironmentSet.from([googleEnvironment()]).environments));
const CLUSTER = 'environments.streaming.clusters.main';

test.each([
  ['null\n', "'the file' must be an object, got 'null'; restore the file from version control"],
  ['[]', "'the file' must be an object, got '[]'; restore the file from version control"],
  ['"lock"', "'the file' must be an object, got '\"lock\"'; restore the file from version control"],
  [
    '',
    "'the file' must be JSON, got ''; restore the file from version control; a merge may have left conflict markers in it",
  ],
  [
    '{"version":0,"environments":{}}',
    "'version' must be 1, the format that this keelson reads, got 0; restore the file from version control",
  ],
  ['{"version":"1","environments":{}}', "'version' must be a number, got '1'; write it without quotes"],
])('a file that is not a lock is refused: %j', (content, message) => {
  expect(problemsOf(content)).toEqual([`keelson.lock.json: ${message}`]);
});

test('only the version of a newer format is reported, because the rest cannot be judged', () => {
  expect(problemsOf('{"version":2,"platform":{}}')).toEqual([
    "keelson.lock.json: 'version' must be 1, the format that this keelson reads, got 2; upgrade keelson, because a newer version wrote the file",
  ]);
});

test.each([
  ['kind', '"kind": "regional"', '.pools.core', "'self-managed', 'managed-node-group', 'regional', 'zonal'"],
  [
    'scaling',
    '"scaling": "fixed"',
    '.pools.core',
    "'fixed', 'cluster-autoscaler', 'instance-group', 'target-tracking'",
  ],
  ['datapath', '"datapath": "gke-dataplane-v2"', '', "'aws-vpc-cni', 'gke-dataplane-v2', 'gke-calico'"],
])('an unknown word is refused: %s', (property, written, at, choices) => {
  expect(problemsOf(text)).toEqual([]);
  expect(text).toContain(written);
  for (const [value, got] of [
    ['"autoscaler"', "'autoscaler'"],
    ['"constructor"', "'constructor'"],
    ['1', '1'],
  ]) {
    expect(problemsOf(text.replace(written, `"${property}": ${value}`))).toEqual([
      `keelson.lock.json: '${CLUSTER}${at}.${property}' must be one of ${choices}, got ${got}; choose one of them`,
    ]);
  }
});
