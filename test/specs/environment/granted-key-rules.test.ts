import { EnvironmentSet } from '../../../lib/specs/environment/environment-set';
import { ConfigError, renderProblem } from '../../../lib/values/config-error';
import { googleCluster, googleEnvironment, googlePool } from '../../fixtures/google-environment';
import { problemsOf } from '../problems-of';

const KEY = 'projects/keys/locations/europe-west4/keyRings/disks/cryptoKeys/nodes';

function cluster(name: string, subnet: number, access: 'granted' | 'grant') {
  const pool = (poolName: string) =>
    googlePool({
      name: poolName,
      google: { image: { family: 'cos' }, disk: { sizeGib: 100, kmsKey: { name: KEY, access } } },
    });
  return googleCluster({
    name,
    network: {
      nodeCidr: `10.${subnet}.0.0/20`,
      podCidr: `10.${subnet + 4}.0.0/14`,
      serviceCidr: `10.${subnet + 1}.0.0/20`,
      controlPlaneCidr: `10.${subnet + 2}.0.0/28`,
      zones: ['europe-west4-a', 'europe-west4-b', 'europe-west4-c'],
    },
    pools: [pool('core'), pool('edge')],
  });
}

test('refuses a key that two clusters grant, and accepts several pools of the same cluster', () => {
  const twice = googleEnvironment({ clusters: [cluster('main', 40, 'grant'), cluster('second', 80, 'grant')] });
  expect(problemsOf(twice)).toEqual([
    "environment 'streaming' > cluster 'second' > pool 'core': 'google.disk.kmsKey.access' must be 'granted' for a key that environment 'streaming' > cluster 'main' grants in the same project, got 'grant'; state 'granted' here and deploy the other cluster first; IAM has one binding for both, and the first cluster to be destroyed would remove it",
  ]);
  const once = googleEnvironment({ clusters: [cluster('main', 40, 'grant'), cluster('second', 80, 'granted')] });
  expect(problemsOf(once)).toEqual([]);
});

test('refuses a key that two environments of the same project grant, and accepts it in two projects', () => {
  const first = googleEnvironment({ clusters: [cluster('main', 40, 'grant')] });
  const second = googleEnvironment({ name: 'batch', clusters: [cluster('main', 40, 'grant')] });
  expect(setProblems(first, second)).toEqual([
    "environment 'batch' > cluster 'main' > pool 'core': 'google.disk.kmsKey.access' must be 'granted' for a key that environment 'streaming' > cluster 'main' grants in the same project, got 'grant'; state 'granted' here and deploy the other cluster first; IAM has one binding for both, and the first cluster to be destroyed would remove it",
  ]);
  expect(setProblems(first, { ...second, projectId: 'example-batch' })).toEqual([]);
});

function setProblems(...inputs: Parameters<typeof EnvironmentSet.from>[0]): readonly string[] {
  try {
    EnvironmentSet.from(inputs);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map(renderProblem);
  }
}
