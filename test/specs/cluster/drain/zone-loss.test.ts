import { renderNeeds } from '../../../../lib/analysis/drain-chain';
import type { ClusterSpec } from '../../../../lib/specs/cluster/cluster-spec';
import { drainChains } from '../../../../lib/specs/cluster/drain/drain-chains';
import type { WorkloadInput } from '../../../../lib/specs/workload/workload-input';
import { awsCluster, awsEnvironment, awsPool } from '../../../fixtures/aws-environment';
import { onlyCluster } from '../../../fixtures/manifests';
import { plain, serviceWith } from './drain-inputs';

/** A cluster of two pools with at most 9 and 4 nodes in a zone. */
function clusterWith(workload: WorkloadInput): ClusterSpec {
  const pools = [
    awsPool({ size: { scope: 'per-zone', min: 1, max: 9 }, scaling: { kind: 'cluster-autoscaler' } }),
    awsPool({ name: 'system', purpose: 'system', size: { scope: 'total', min: 3, max: 10, initial: 10 } }),
  ];
  return onlyCluster(awsEnvironment({ clusters: [awsCluster({ pools, workloads: [workload] })] }));
}

/** The times of a lost zone by their name. */
function timesOf(cluster: ClusterSpec): Readonly<Record<string, string>> {
  const chain = drainChains(cluster).find(({ event }) => event === 'zone-loss');
  expect(chain).toMatchObject({ ending: 'cut', steps: [] });
  return Object.fromEntries((chain?.durations ?? []).map((each) => [each.name, renderNeeds(each)]));
}

test('connections go to lost pods until their node is missed and proxies forget them; the last node of the zone is replaced last', () => {
  expect(timesOf(clusterWith(serviceWith({})))).toEqual({
    forgotten: 'node unheard 50 + endpoint lag 15 = 65 s',
    replaced: 'node unheard 50 + toleration 300 + nodes before it 120 + placement 30 + start 60 = 560 s',
  });
});

test('a daemon is replaced with its node only', () => {
  expect(timesOf(clusterWith(plain('daemon', 60)))).toEqual({ forgotten: 'node unheard 50 s' });
});

test('before 1.32 a node is missed ten seconds earlier, also while the cluster is upgraded', () => {
  const upgraded = { ...clusterWith(plain('daemon', 60)), runningVersion: '1.31' };
  expect(timesOf(upgraded)).toEqual({ forgotten: 'node unheard 40 s' });
  expect(timesOf({ ...upgraded, runningVersion: '1.32' })).toEqual({ forgotten: 'node unheard 50 s' });
});
