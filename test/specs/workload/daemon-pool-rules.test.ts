import type { PoolPurpose } from '../../../lib/specs/pool/node-pool-input';
import type { WorkloadInput } from '../../../lib/specs/workload/workload-input';
import { awsCluster, awsEnvironment, awsPool } from '../../fixtures/aws-environment';
import { googleCluster, googleEnvironment, googlePool } from '../../fixtures/google-environment';
import { problemsOf } from '../problems-of';

const EDGE: WorkloadInput = { name: 'edge', namespace: 'shop', kind: 'daemon', pools: ['edge'] };
const AT = "cluster 'main' > workload 'edge': ";
const RULE =
  "'pools' must not name a pool with the purpose 'traffic' that the cluster autoscaler scales: it adds nodes for pods that wait, and a daemon's pod never waits, got 'edge'; give the pool the scaling 'fixed' or";

interface Case {
  readonly purpose?: PoolPurpose;
  readonly scaling?: 'fixed' | 'cluster-autoscaler';
  readonly workload?: Partial<WorkloadInput>;
}

function onAws({ purpose = 'traffic', scaling = 'cluster-autoscaler', workload = {} }: Case = {}): readonly string[] {
  const pools = [awsPool({ name: 'system', purpose: 'system' }), awsPool({ name: 'edge', purpose, scaling })];
  return problemsOf(awsEnvironment({ clusters: [awsCluster({ pools, workloads: [{ ...EDGE, ...workload }] })] }));
}

function onGoogle({ purpose = 'traffic', scaling = 'cluster-autoscaler' }: Case = {}): readonly string[] {
  const pools = [googlePool({ name: 'system', purpose: 'system' }), googlePool({ name: 'edge', purpose, scaling })];
  return problemsOf(
    googleEnvironment({ clusters: [googleCluster({ pools, workloads: [{ ...EDGE, namespace: 'video' }] })] }),
  );
}

test('the daemon of a team is refused on a pool for traffic that only waiting pods make larger', () => {
  expect(onAws()).toEqual([`environment 'paas' > ${AT}${RULE} 'target-tracking'`]);
  expect(onGoogle()).toEqual([`environment 'streaming' > ${AT}${RULE} 'instance-group'`]);
});

test('a daemon is accepted on a pool of another purpose or with another scaling, and so are other workloads', () => {
  expect(onAws({ scaling: 'fixed' })).toEqual([]);
  expect(onAws({ purpose: 'workloads' })).toEqual([]);
  expect(onAws({ workload: { kind: 'deployment' } })).toEqual([]);
  expect(onAws({ workload: { namespace: 'keelson-system' } })).toEqual([]);
  expect(onGoogle({ scaling: 'fixed' })).toEqual([]);
});
