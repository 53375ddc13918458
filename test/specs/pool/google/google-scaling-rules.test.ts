import type { GoogleClusterInput } from '../../../../lib/specs/cluster/google/google-cluster-input';
import type { GoogleNodePoolInput } from '../../../../lib/specs/pool/node-pool-input';
import type { InstanceGroupScalingInput, InstanceGroupSignalInput } from '../../../../lib/specs/scaling/scaling-input';
import { googleCluster, googleEnvironment, googlePool } from '../../../fixtures/google-environment';
import { instanceGroupPool } from '../../../fixtures/instance-group-pool';
import { problemsOf } from '../../problems-of';

const SUBJECT = "environment 'streaming' > cluster 'main' > pool 'edge': ";
const CPU: InstanceGroupSignalInput = { kind: 'cpu', percent: 60 };

function problemsOfPool(pool: GoogleNodePoolInput, cluster: Partial<GoogleClusterInput> = {}): readonly string[] {
  const { workloads = [] } = googleCluster();
  const edge = { name: 'edge-proxy', namespace: 'video', kind: 'daemon', pools: ['edge'] } as const;
  const input = googleCluster({ pools: [googlePool(), pool], workloads: [...workloads, edge], ...cluster });
  return problemsOf(googleEnvironment({ clusters: [input] })).map((line) => line.replace(SUBJECT, ''));
}

const judge = (
  scaling: Partial<InstanceGroupScalingInput>,
  overrides: Partial<GoogleNodePoolInput> = {},
): readonly string[] => problemsOfPool(instanceGroupPool(scaling, overrides));

const metric = (type: string, writtenBy = 'edge-proxy'): InstanceGroupSignalInput => {
  return { kind: 'metric', type, perNode: 30_000, writtenBy };
};

const ACCEPTED: readonly [string, Partial<InstanceGroupScalingInput>, Partial<GoogleNodePoolInput>?][] = [
  ['a target for the processors', {}],
  ['a forecast', { predictive: true }],
  ['a metric beside the processors', { signals: [CPU, metric('custom.googleapis.com/edge/connections')] }],
  [
    'a metric of the machines that Google writes',
    { signals: [CPU, metric('compute.googleapis.com/instance/memory/balloon/ram_used', 'Compute Engine')] },
  ],
  ['five metrics', { signals: [CPU, ...[1, 2, 3, 4, 5].map((each) => metric(`custom.googleapis.com/edge/m${each}`))] }],
  ['a limit in percent', { scaleIn: { percent: 1, withinSeconds: 60 } }],
  ['a limit in nodes', { scaleIn: { nodes: 1, withinSeconds: 3600 } }],
  ['the shortest time until a machine is ready', { readySeconds: 60 }],
  ['a mode that removes no machine', { mode: 'only-scale-out' }],
  ['one node in each zone as a total', {}, { size: { scope: 'total', min: 3, max: 9 } }],
  ['a pool of one size', {}, { size: { scope: 'per-zone', min: 2, max: 2 } }],
  ['a name of 31 characters', {}, { name: 'a'.repeat(31) }],
];

test.each(ACCEPTED.map(([what, ...input]) => ({ what, input })))('accepts $what', ({ input: [scaling, overrides] }) => {
  const named = overrides?.name ?? 'edge';
  const pool = instanceGroupPool(scaling, overrides);
  const workloads = [{ name: 'edge-proxy', namespace: 'video', kind: 'daemon', pools: [named] } as const];
  expect(problemsOfPool(pool, { pools: [googlePool(), pool], workloads })).toEqual([]);
});

const REFUSED: readonly [string, Partial<InstanceGroupScalingInput>, string, Partial<GoogleNodePoolInput>?][] = [
  [
    'no reason',
    { unsupportedBecause: ' ' },
    "'scaling.unsupportedBecause' must be the reason for a loop that Google does not support on GKE, got ' '; state why the pool needs it, or use 'cluster-autoscaler'; the loop knows nothing of pods: it removes machines without a drain, asks no disruption budget and sees no pending pod",
  ],
  [
    'no signal',
    { signals: [] },
    "'scaling.signals' must have exactly one signal of the kind 'cpu', got '0 signals'; add { kind: 'cpu', percent: 60 }, or 90 where another signal shall decide; keelson could not remove a target later",
  ],
  [
    'a forecast without the signal that it forecasts from',
    { signals: [metric('custom.googleapis.com/edge/connections')], predictive: true },
    "'scaling.signals' must have exactly one signal of the kind 'cpu', from which it forecasts, got '0 signals'; add { kind: 'cpu', percent: 60 }, or 90 where another signal shall decide; keelson could not remove a target later",
  ],
  [
    'two targets for the processors',
    { signals: [CPU, { kind: 'cpu', percent: 70 }] },
    "'scaling.signals' must have exactly one signal of the kind 'cpu', got '2 signals'; keep one of them",
  ],
  [
    'one metric twice',
    { signals: [CPU, metric('custom.googleapis.com/a'), metric('custom.googleapis.com/a')] },
    "'scaling.signals' must name every metric once, got 'custom.googleapis.com/a'; remove or rename one of them",
  ],
  [
    'six metrics',
    { signals: [CPU, ...[1, 2, 3, 4, 5, 6].map((each) => metric(`custom.googleapis.com/m${each}`))] },
    "'scaling.signals' must have at most 5 metrics, got 6; remove some",
  ],
  [
    'a metric without a service',
    { signals: [CPU, metric('edge/connections')] },
    "'scaling.signals[1].type' must be the type of a metric: a service and a path, got 'edge/connections'; write it as 'custom.googleapis.com/edge/sockets'",
  ],
  [
    'a metric made from logs',
    { signals: [CPU, metric('logging.googleapis.com/user/errors')] },
    "'scaling.signals[1].type' must be a metric of machines, with series of the resource 'gce_instance', got 'logging.googleapis.com/user/errors'; write one of your own below 'custom.googleapis.com'; the autoscaler cannot read those below 'logging.googleapis.com/'",
  ],
  [
    'a metric of Kubernetes objects',
    { signals: [CPU, metric('kubernetes.io/node/cpu/total_cores')] },
    "'scaling.signals[1].type' must be a metric of machines, with series of the resource 'gce_instance', got 'kubernetes.io/node/cpu/total_cores'; write one of your own below 'custom.googleapis.com'; the autoscaler cannot read those below 'kubernetes.io/'",
  ],
  [
    'a metric that counts what happened instead of a level',
    { signals: [CPU, metric('compute.googleapis.com/instance/network/received_bytes_count')] },
    "'scaling.signals[1].type' must be a gauge, because the target is one of the value and not of its growth, got 'compute.googleapis.com/instance/network/received_bytes_count'; write a gauge of your own below 'custom.googleapis.com', as the connections that are open",
  ],
  [
    'a metric that no workload of the cluster writes',
    { signals: [CPU, metric('custom.googleapis.com/edge/connections', 'edge-proxi')] },
    "'scaling.signals[1].writtenBy' must name a workload of the cluster that runs on this pool, got 'edge-proxi'; add the pool to that workload, or correct the name; a metric that nobody writes scales nothing",
  ],
  [
    'a metric that is written on another pool',
    { signals: [CPU, metric('custom.googleapis.com/edge/connections', 'api')] },
    "'scaling.signals[1].writtenBy' must name a workload of the cluster that runs on this pool, got 'api'; add the pool to that workload, or correct the name; a metric that nobody writes scales nothing",
  ],
  [
    'a metric with no target',
    { signals: [CPU, { kind: 'metric', type: 'custom.googleapis.com/a', perNode: 0, writtenBy: 'edge-proxy' }] },
    "'scaling.signals[1].perNode' must be above 0, got 0; state the value that one machine should have",
  ],
  [
    'both limits of scaling in',
    { scaleIn: { percent: 10, nodes: 2, withinSeconds: 600 } },
    "'scaling.scaleIn' must have exactly one of 'percent' and 'nodes', got 'percent and nodes'; keep one of them",
  ],
  [
    'neither limit of scaling in',
    { scaleIn: { withinSeconds: 600 } },
    "'scaling.scaleIn' must have exactly one of 'percent' and 'nodes', got 'neither'; state one of them, or leave 'scaleIn' out for 10 percent in 600 seconds",
  ],
  [
    'a limit over ten seconds',
    { scaleIn: { percent: 10, withinSeconds: 10 } },
    "'scaling.scaleIn.withinSeconds' must be a whole number of 60 to 3600 seconds, got 10; raise it",
  ],
  [
    'a target of 1.6 of the processors',
    { signals: [{ kind: 'cpu', percent: 160 }] },
    "'scaling.signals[0].percent' must be a whole number of 10 to 95 percent, got 160; lower it",
  ],
  [
    'a target as a fraction',
    { signals: [{ kind: 'cpu', percent: 0.6 }] },
    "'scaling.signals[0].percent' must be a whole number of 10 to 95 percent, got 0.6; round it",
  ],
  [
    'signals of machines that boot',
    { readySeconds: 5 },
    "'scaling.readySeconds' must be a whole number of 60 to 3600 seconds, got 5; raise it",
  ],
  [
    'an unknown mode',
    { mode: 'bogus' as 'on' },
    "'scaling.mode' must be one of 'on', 'only-scale-out', 'off', got 'bogus'; choose one of them",
  ],
  [
    'an unknown method of forecasts',
    { predictive: 'BOGUS' as unknown as boolean },
    "'scaling.predictive' must be true or false, got 'BOGUS'; write it without quotes",
  ],
  [
    'a schedule whose minimum the pool cannot have',
    { schedules: [{ name: 'evening', window: { days: 'every-day', start: '18:00', end: '23:30' }, min: 61 }] },
    "'scaling.schedules[0].min' must be above 'size.min', 3, and at most 'size.max', 60, got 61; raise 'size.max'",
  ],
  [
    'a minimum above the maximum',
    {},
    "'size.max' must be at least 'size.min' (5), got 4; raise max or lower min",
    { size: { scope: 'per-zone', min: 5, max: 4 } },
  ],
  [
    'a maximum of 0',
    {},
    "'size.max' must be a whole number of 1 to 1000, got 0; raise it",
    { size: { scope: 'per-zone', min: 0, max: 0 } },
  ],
  [
    'zones without a node',
    {},
    "'size.min' must be at least 1, one node in each zone, because the signals come from running machines, got 0; raise it to 1, or use 'cluster-autoscaler', which starts from 0",
    { size: { scope: 'per-zone', min: 0, max: 4 } },
  ],
  [
    'a total with a zone without a node',
    {},
    "'size.min' must be at least 3, one node in each zone, because the signals come from running machines, got 2; raise it to 3, or use 'cluster-autoscaler', which starts from 0",
    { size: { scope: 'total', min: 2, max: 9 } },
  ],
  [
    'a pool over all zones',
    {},
    "'google.layout' must be 'zonal' where the autoscaler of the instance groups scales the pool, got 'regional'; set it for a new pool; an existing pool needs a second one beside it, or 'cluster-autoscaler'",
    { google: { image: { family: 'cos' }, disk: { sizeGib: 100 } } },
  ],
];

test.each(REFUSED.map(([what, ...input]) => ({ what, input })))('refuses $what', ({ input }) => {
  const [scaling, message, overrides] = input;
  expect(judge(scaling, overrides)).toEqual([message]);
});

test('refuses fewer nodes than zones without naming the layout that such a pool cannot have', () => {
  expect(judge({}, { size: { scope: 'total', min: 2, max: 2 } })[0]).toBe(
    "'size.max' must give each of the 3 zones of a zonal pool at least 1 node, and their shares are europe-west4-a 1, europe-west4-b 1, europe-west4-c 0, got 2; raise it to 3 or name fewer 'zones'",
  );
});

test('refuses a name of 32 characters, because the name of a zonal node pool would be too long', () => {
  const pool = instanceGroupPool({}, { name: 'a'.repeat(32) });
  const subject = `environment 'streaming' > cluster 'main' > pool '${pool.name}': `;
  expect(problemsOfPool(pool, { pools: [googlePool(), pool], workloads: [] })).toEqual([
    `${subject}'name' must leave '<pool>-<zone>-<hash>' at most 40 characters, the limit of a node pool of GKE: 32 + 1 + 1 + 1 + 6 = 41, got '${pool.name}'; shorten the name of the pool by 1`,
  ]);
});

describe('a pool of purpose traffic with daemons of a team', () => {
  const scaled = (purpose: 'traffic' | 'workloads', scaling: GoogleNodePoolInput['scaling']) => {
    return problemsOfPool(instanceGroupPool({}, { purpose, scaling }));
  };

  test('is accepted with a fixed size, and so is a daemon beside other pods on a pool of another purpose', () => {
    expect(scaled('traffic', { kind: 'fixed' })).toEqual([]);
    expect(scaled('workloads', { kind: 'cluster-autoscaler' })).toEqual([]);
  });
});

describe('an upgrade of pools whose autoscaler must be off meanwhile', () => {
  const window = { days: ['tuesday', 'thursday', 'saturday'], start: '01:00', end: '07:00' } as const;
  const controlPlane = { maintenance: { window, firstDay: '2026-01-05' } };
  const withSurge = (maxSurge: number, overrides: Partial<GoogleNodePoolInput> = {}) => {
    const google = { ...instanceGroupPool().google, upgrade: { maxSurge } };
    return problemsOfPool(instanceGroupPool({}, { google, ...overrides }), { controlPlane });
  };

  test('is refused where the cluster states no window, because GKE begins at any hour', () => {
    const withoutWindow = (pool: GoogleNodePoolInput) => {
      const input = { ...googleCluster({ pools: [googlePool(), pool] }), controlPlane: {} };
      return problemsOf(googleEnvironment({ clusters: [{ ...input, teams: [], workloads: [] }] }));
    };
    expect(withoutWindow(instanceGroupPool())).toEqual([
      "environment 'streaming' > cluster 'main': 'controlPlane.maintenance' must be given where pools have the scaling 'instance-group' (edge), because GKE otherwise upgrades their nodes at any hour, and their autoscalers remove the nodes that it adds meanwhile, got nothing; state a window away from the peak, with a blackout or an exclusion until the autoscalers have the mode 'off'",
    ]);
    expect(withoutWindow(instanceGroupPool({}, { scaling: { kind: 'cluster-autoscaler' } }))).toEqual([]);
  });

  test('is refused where the largest pool does not fit one window', () => {
    expect(withSurge(1)).toEqual([
      "'google.upgrade' must let the upgrade of the pools with 'instance-group' fit one maintenance window of 360 minutes, got '630 minutes ('edge': 60 + 60 + 60 nodes, 1 at once, makes 180 steps of 180 s to boot and 30 s to drain, 630 minutes)'; raise 'maxSurge', 1, lower 'size.max' or lengthen the window, because their autoscalers stay off until the upgrade has ended",
    ]);
    expect(withSurge(2)).toEqual([]);
  });

  test('counts the longest time in which pods of the pool may end', () => {
    const google = { ...instanceGroupPool().google, upgrade: { maxSurge: 2 } };
    const workloads = [
      { name: 'relay', namespace: 'video', kind: 'deployment', pools: ['edge'], shutdown: { graceSeconds: 600 } },
    ] as const;
    const pool = instanceGroupPool({}, { google });
    const [problem] = problemsOfPool(pool, { controlPlane, workloads });
    expect(problem).toContain('2 at once, makes 90 steps of 180 s to boot and 600 s to drain, 1170 minutes');
  });

  test('is not judged for other pools', () => {
    expect(withSurge(1, { scaling: { kind: 'fixed' } })).toEqual([]);
  });
});
