import type { EnvironmentInput } from '../../../lib/specs/environment/environment-input';
import { EnvironmentSet } from '../../../lib/specs/environment/environment-set';
import { ConfigError, renderProblem } from '../../../lib/values/config-error';
import { awsCluster, awsEnvironment, awsPool } from '../../fixtures/aws-environment';
import { googleCluster, googleEnvironment } from '../../fixtures/google-environment';

function problemsOf(...inputs: readonly EnvironmentInput[]): readonly string[] {
  try {
    EnvironmentSet.from(inputs);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map(renderProblem);
  }
}

const atVpc = (second: number) =>
  awsCluster({
    network: {
      vpcCidr: `10.${second}.0.0/16`,
      zones: [
        { zone: 'eu-central-1a', publicCidr: `10.${second}.0.0/24`, privateCidr: `10.${second}.32.0/19` },
        { zone: 'eu-central-1b', publicCidr: `10.${second}.1.0/24`, privateCidr: `10.${second}.64.0/19` },
      ],
    },
  });

test('keeps environments in the order of the input', () => {
  const set = EnvironmentSet.from([googleEnvironment(), awsEnvironment()]);
  expect(set.environments.map((environment) => environment.name)).toEqual(['streaming', 'paas']);
});

test('accepts the same addresses in environments that are not peers', () => {
  expect(problemsOf(awsEnvironment(), awsEnvironment({ name: 'shop' }))).toEqual([]);
});

test('an invalid environment does not hide the problems of the others', () => {
  const lines = problemsOf(
    awsEnvironment({ accountId: '1' }),
    { name: 'broken' } as unknown as EnvironmentInput,
    googleEnvironment({ clusters: [googleCluster({ kubernetesVersion: '1.99' })] }),
    awsEnvironment({ name: 'other', clusters: [awsCluster({ pools: [awsPool({ maxPods: 0 })] })] }),
  );
  expect(lines).toEqual([
    "environment 'paas': 'accountId' must be 12 digits, got '1'; write the account id in quotes, with its leading zeros",
    "environment 'broken': 'cloud' must be one of 'aws', 'google', got nothing; choose one of them",
    "environment 'streaming' > cluster 'main': 'kubernetesVersion' must be a minor that the cloud supports (data of 2026-11-01): 1.34, 1.35, 1.36, got '1.99'; choose one of them",
    "environment 'other' > cluster 'main' > pool 'general': 'maxPods' must be a whole number of 4 to 250, got 0; raise it",
  ]);
});

test('refuses two environments with the same name', () => {
  expect(problemsOf(awsEnvironment(), awsEnvironment())).toEqual([
    "'environments' must name every environment once, got 'paas'; remove or rename one of them",
  ]);
});

test('refuses a name that begins with the name of another environment and a dash, in either order', () => {
  const message =
    "environment 'paas-eu': 'name' must not begin with the name of another environment and a dash ('paas-'), got 'paas-eu'; rename one of the two; otherwise 'cdktf deploy paas-*' would deploy both";
  expect(problemsOf(awsEnvironment(), awsEnvironment({ name: 'paas-eu' }))).toEqual([message]);
  expect(problemsOf(awsEnvironment({ name: 'paas-eu' }), awsEnvironment())).toEqual([message]);
  expect(problemsOf(awsEnvironment(), awsEnvironment({ name: 'paaseu' }))).toEqual([]);
});

test('refuses a peer that is unknown', () => {
  expect(problemsOf(awsEnvironment({ peersWith: ['shop'] }))).toEqual([
    "environment 'paas': 'peersWith' must name environments of the platform: paas, got 'shop'; correct the name, or add the environment",
  ]);
});

test('refuses peers with the same address plan, and reports the pair once', () => {
  const inputs = [
    awsEnvironment({ peersWith: ['shop'] }),
    awsEnvironment({ name: 'shop', peersWith: ['paas'], clusters: [atVpc(20)] }),
  ];
  expect(problemsOf(...inputs)).toEqual([
    "environment 'shop' > cluster 'main': 'network.vpcCidr' must not overlap 'network.vpcCidr' of environment 'paas' > cluster 'main' (10.20.0.0/16), got '10.20.0.0/16'; move one of the two blocks; otherwise an address in both could not be routed",
  ]);
});

test('refuses peers on two clouds when a pod range overlaps a VPC', () => {
  const inputs = [googleEnvironment({ peersWith: ['paas'] }), awsEnvironment({ clusters: [atVpc(45)] })];
  expect(problemsOf(...inputs)).toEqual([
    "environment 'paas' > cluster 'main': 'network.vpcCidr' must not overlap 'network.podCidr' of environment 'streaming' > cluster 'main' (10.44.0.0/14), got '10.45.0.0/16'; move one of the two blocks; otherwise an address in both could not be routed",
  ]);
});

test('accepts peers with addresses of their own', () => {
  const inputs = [awsEnvironment({ peersWith: ['shop'] }), awsEnvironment({ name: 'shop', clusters: [atVpc(21)] })];
  expect(problemsOf(...inputs)).toEqual([]);
});

test('accepts an empty list of environments', () => {
  expect(EnvironmentSet.from([]).environments).toEqual([]);
});
