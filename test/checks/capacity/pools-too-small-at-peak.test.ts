import fc from 'fast-check';
import { poolsTooSmallAtPeak } from '../../../lib/checks/capacity/pools-too-small-at-peak';
import { runChecks } from '../../../lib/checks/run-checks';
import { awsCluster, awsEnvironment, awsPool } from '../../fixtures/aws-environment';
import { hpa, linesOf, scaled, withSpec } from '../../fixtures/judged-objects';
import { type ManifestOverrides, manifest, modelOf } from '../../fixtures/manifests';

const small = awsPool({ name: 'small', size: { scope: 'total', min: 1, max: 2 } });
const twoPools = awsEnvironment({ clusters: [awsCluster({ pools: [awsPool(), small] })] });

/** A node of both pools has 3740m and 14.35 Gi beside the cloud's daemons; `general` has 6 nodes and `small` has 2. */
const asking = (cpu: string, more: ManifestOverrides = {}): ManifestOverrides => ({
  container: { resources: { requests: { cpu, memory: '64Mi' }, limits: { memory: '64Mi' } } },
  ...more,
});
const onSmall = { pod: { nodeSelector: { 'keelson.dev/pool': 'small' } } };
const anywhere = { pod: { nodeSelector: {} } };
const recreate = { strategy: { type: 'Recreate' } };

const said = (...objects: Parameters<typeof linesOf>[1]) => linesOf(poolsTooSmallAtPeak, objects, twoPools);

it('warns of a workload whose whole pods do not fit on its pools, with the pods of each node', () => {
  expect(said(withSpec(recreate, asking('2', { replicas: 7 })))).toEqual([
    "warning: Deployment 'shop/api': it has up to 7 pods, but even alone there is room for 6 on its pools (6 nodes of 'general' x 1), so the others stay pending; raise 'size.max' of the pool, or lower the number or the requests",
  ]);
  expect(said(withSpec(recreate, asking('2', { replicas: 6 })))).toEqual([]);
});

it('counts the maximum of an autoscaler and the surge of its rollout', () => {
  expect(said(scaled(asking('1', anywhere)), hpa(2, 20))).toEqual([
    "warning: Deployment 'shop/api': it has up to 20 pods and 5 more while it is rolled out, but even alone there is room for 24 on its pools (6 nodes of 'general' x 3 + 2 nodes of 'small' x 3), so the others stay pending; raise 'size.max' of the pool, or lower the number or the requests",
  ]);
  expect(said(scaled(asking('1', anywhere)), hpa(2, 19))).toEqual([]);
});

it('adds up the workloads that can run nowhere else, and names the largest', () => {
  const objects = [
    withSpec(recreate, asking('1', { ...onSmall, name: 'a', replicas: 3 })),
    withSpec(recreate, asking('1', { ...onSmall, name: 'b', replicas: 5 })),
  ];
  expect(said(...objects)).toEqual([
    "warning: pool 'small': the 2 workloads that run nowhere else ask for 8000m of CPU at their most, but 2 nodes have 7480m beside their daemons, so pods stay pending; raise 'size.max', or lower the numbers or the requests, first of Deployment 'shop/b', which is the largest; if they never peak together, state that in its annotation 'keelson.dev/ignore-pools-too-small-at-peak'",
  ]);
  expect(said(withSpec(recreate, asking('1', { ...onSmall, name: 'a', replicas: 2 })), ...objects.slice(1))).toEqual(
    [],
  );
});

it('counts only the largest rollout', () => {
  const objects = ['a', 'b'].map((name) => manifest(asking('900m', { ...onSmall, name, replicas: 4 })));
  expect(said(...objects)).toEqual([
    expect.stringContaining('ask for 7200m of CPU at their most, and the largest rollout for 900m more, but 2 nodes'),
  ]);
  // 6400m and 800m for one rollout fit into 7480m; a rollout of both at once would not.
  expect(said(...['a', 'b'].map((name) => manifest(asking('800m', { ...onSmall, name, replicas: 4 }))))).toEqual([]);
});

it('counts pods too, daemons subtracted', () => {
  const pods = awsEnvironment({
    clusters: [awsCluster({ pools: [awsPool({ maxPods: 11, size: { scope: 'total', min: 1, max: 2 } })] })],
  });
  const objects = ['a', 'b'].map((name) => withSpec(recreate, asking('1m', { name, replicas: 7 })));
  const daemon = manifest(asking('1m', { kind: 'DaemonSet', name: 'logs' }));
  expect(linesOf(poolsTooSmallAtPeak, objects, pods)).toEqual([]);
  expect(linesOf(poolsTooSmallAtPeak, [...objects, daemon], pods)).toEqual([
    expect.stringContaining('ask for 14 pods at their most, but 2 nodes have 12 beside their daemons'),
  ]);
});

it('gives a workload that may run on several pools the room of all of them', () => {
  const objects = [
    withSpec(recreate, asking('1', { ...onSmall, name: 'a', replicas: 6 })),
    withSpec(recreate, asking('1', { ...anywhere, name: 'b', replicas: 18 })),
  ];
  expect(said(...objects)).toEqual([]);
  const more = withSpec(recreate, asking('1', { ...anywhere, name: 'b', replicas: 24 }));
  expect(said(...objects.slice(0, 1), more)).toEqual([
    expect.stringContaining(
      "warning: the pools 'general', 'small': the 2 workloads that run nowhere else ask for 30000m of CPU",
    ),
  ]);
});

it('reports a set of pools once, and leaves its workloads out of the sums of larger sets', () => {
  const tooMuch = withSpec(recreate, asking('1', { ...onSmall, name: 'a', replicas: 30 }));
  const wide = withSpec(recreate, asking('1', { ...anywhere, name: 'b', replicas: 1 }));
  expect(said(tooMuch, wide)).toEqual([expect.stringMatching(/^warning: Deployment 'shop\/a': it has up to 30 pods/)]);
});

it('leaves alone jobs, daemons, pods that fit nowhere, and pods that another scheduler places', () => {
  expect(said(manifest(asking('1', { kind: 'Job', replicas: 99 })))).toEqual([]);
  expect(said(manifest(asking('3', { kind: 'DaemonSet' })))).toEqual([]);
  expect(said(manifest(asking('9', { replicas: 99 })))).toEqual([]);
  expect(said(manifest(asking('1', { replicas: 99, pod: { schedulerName: 'other' } })))).toEqual([]);
});

it('accepts any number of pods that ask for nothing but a place', () => {
  const container = { resources: {} };
  expect(said(withSpec(recreate, { container, replicas: 300 }))).toEqual([]);
});

it('is suppressed by an annotation of the largest workload', () => {
  const annotations = { 'keelson.dev/ignore-pools-too-small-at-peak': 'one by day, one by night' };
  const objects = ['a', 'b'].map((name) =>
    withSpec(recreate, asking('1', { ...onSmall, name, replicas: name === 'a' ? 5 : 4, annotations })),
  );
  expect(said(...objects)).toEqual([expect.stringMatching(/^suppressed \(one by day, one by night\)/)]);
});

it('finds nothing in workloads that a placement by hand fits on the nodes', () => {
  // Each node gets pods until it is full; the check must not deny what has been placed.
  const cpu = fc.integer({ min: 1, max: 3740 });
  fc.assert(
    fc.property(fc.array(fc.array(cpu, { maxLength: 4 }), { minLength: 6, maxLength: 6 }), (nodes) => {
      const placed = nodes.flatMap((pods) => {
        let free = 3740;
        return pods.filter((millis) => {
          if (millis > free) return false;
          free -= millis;
          return true;
        });
      });
      const objects = placed.map((millis, index) =>
        withSpec(recreate, asking(`${millis}m`, { name: `p${index}`, replicas: 1 })),
      );
      expect(runChecks(modelOf(awsEnvironment(), objects), [poolsTooSmallAtPeak])).toEqual([]);
    }),
    { numRuns: 30 },
  );
});
