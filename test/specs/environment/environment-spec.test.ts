import { EnvironmentSpec } from '../../../lib/specs/environment/environment-spec';
import { awsCluster, awsEnvironment, awsPool } from '../../fixtures/aws-environment';
import { googleEnvironment } from '../../fixtures/google-environment';

test('fills in every default of an EKS cluster', () => {
  const cluster = EnvironmentSpec.from(awsEnvironment()).clusters[0];
  if (cluster === undefined || cluster.cloud !== 'aws') throw new Error('no EKS cluster');
  expect(cluster.datapath).toBe('aws-vpc-cni');
  expect(cluster.physicalName).toBe('paas-main');
  expect(cluster.network.nat).toBe('per-zone');
  expect(cluster.controlPlane).toMatchObject({
    serviceCidr: '172.20.0.0/16',
    podMtu: 9001,
    prefixDelegation: true,
  });
  expect(Object.keys(cluster.controlPlane.addonVersions)).toContain('vpc-cni');
  expect(cluster.teams[0]).toMatchObject({
    podSecurity: 'restricted',
    containerDefaults: { cpu: '100m', memory: '256Mi' },
  });
  expect(cluster.pools[0]?.aws.rollout.checkpointPercentages).toEqual([20, 50, 100]);
  expect(cluster.pools[0]?.zones).toEqual(['eu-central-1a', 'eu-central-1b', 'eu-central-1c']);
  expect(cluster.pools[0]?.labels).toEqual({ 'keelson.dev/pool': 'general', 'keelson.dev/purpose': 'workloads' });
});

test('fills in every default of a GKE cluster', () => {
  const cluster = EnvironmentSpec.from(googleEnvironment()).clusters[0];
  if (cluster === undefined || cluster.cloud !== 'google') throw new Error('no GKE cluster');
  expect(cluster.datapath).toBe('gke-dataplane-v2');
  expect(cluster.network.natMinPortsPerVm).toBe(1024);
  expect(cluster.controlPlane).toMatchObject({ releaseChannel: 'REGULAR', webhookPorts: [8443, 9443] });
  expect(cluster.pools[0]?.google).toMatchObject({ layout: 'regional', upgrade: { maxSurge: 1, maxUnavailable: 0 } });
});

test("does not freeze or share the caller's own objects", () => {
  const input = awsEnvironment({ clusters: [awsCluster({ pools: [awsPool({ labels: { tier: 'a' } })] })] });
  const spec = EnvironmentSpec.from(input);
  expect(Object.isFrozen(input.clusters[0]?.pools[0]?.labels)).toBe(false);
  expect(Object.isFrozen(spec.clusters[0]?.pools[0]?.labels)).toBe(true);
  expect(Object.isFrozen(spec.clusters[0]?.network.zones)).toBe(true);
});
