import { graceExceedsShutdown } from '../../lib/checks/grace-exceeds-shutdown';
import { runChecks } from '../../lib/checks/run-checks';
import { buildModel } from '../../lib/model/build-model';
import type { ClusterSpec } from '../../lib/specs/cluster/cluster-spec';
import type { ControllersInput } from '../../lib/specs/cluster/controllers/controllers-input';
import type { AwsPoolInput } from '../../lib/specs/pool/aws/aws-pool-input';
import { rebootFields } from '../../lib/specs/reboots/reboot-fields';
import type { RebootScheduleInput } from '../../lib/specs/reboots/reboot-input';
import { resolveReboots } from '../../lib/specs/reboots/resolve-reboots';
import type { KubernetesObject } from '../../lib/values/kubernetes-object';
import { awsCluster, awsEnvironment, awsPool } from '../fixtures/aws-environment';
import { COORDINATED } from '../fixtures/coordinated-cluster';
import { type FrontedOverrides, frontedEnvironment, resolvedUnjudged } from '../fixtures/fronted-environment';
import { googleCluster, googleEnvironment, googlePool } from '../fixtures/google-environment';
import { instanceGroupPool } from '../fixtures/instance-group-pool';
import { type ManifestOverrides, manifest, onlyCluster } from '../fixtures/manifests';

const { window } = COORDINATED;
const RANDOM: RebootScheduleInput = { kind: 'random', window, rebootMinutes: 5 };
const STAGGERED: RebootScheduleInput = { kind: 'staggered', window, rebootMinutes: 5 };
const HANDLED: ControllersInput = { terminationHandler: 'existing' };
const SPOT: Partial<AwsPoolInput> = { capacity: { kind: 'mixed', alternativeTypes: ['m5.xlarge'], onDemandBase: 1 } };

/**
 * A cluster with a termination handler, and with a schedule set on the spec itself, because the check does not judge which images may have a
 * schedule.
 */
function clusterWith(
  reboots: RebootScheduleInput | undefined,
  aws: Partial<AwsPoolInput> = {},
  controllers = HANDLED,
): ClusterSpec {
  const plain = awsPool();
  const pool = awsPool({ aws: { ...plain.aws, gracefulShutdown: { totalSeconds: 100, criticalSeconds: 20 }, ...aws } });
  const cluster = onlyCluster(awsEnvironment({ clusters: [awsCluster({ controllers, pools: [pool] })] }));
  if (cluster.cloud !== 'aws') throw new Error('the fixture must be on AWS');
  const scheduled = reboots && resolveReboots(rebootFields.resolve(reboots));
  return { ...cluster, pools: cluster.pools.map((each) => ({ ...each, reboots: scheduled })) };
}

function said(cluster: ClusterSpec, ...objects: readonly KubernetesObject[]): string[] {
  const findings = runChecks(buildModel(cluster, objects), [graceExceedsShutdown]);
  return findings.map(({ severity, subject, message }) => `${severity}: ${subject}: ${message}`);
}

function ending(seconds: number | undefined, overrides: ManifestOverrides = {}): KubernetesObject {
  return manifest({ ...overrides, pod: { terminationGracePeriodSeconds: seconds, ...overrides.pod } });
}

const daemon = (seconds: number) => ending(seconds, { kind: 'DaemonSet', name: 'proxy' });

describe('grace-exceeds-shutdown', () => {
  it('refuses pods that a reboot without drain would kill, with the arithmetic', () => {
    expect(said(clusterWith(RANDOM), ending(120))).toEqual([
      "error: cluster 'main' > Deployment 'shop/api': on pool 'general' nodes reboot without a drain ('random'): its pods may " +
        'take 120 s to end, but the shutdown of the node gives them 80 s (100 s - 20 s for critical pods), so they are killed up to 40 s too early; ' +
        "lower 'terminationGracePeriodSeconds' to 80, or raise 'aws.gracefulShutdown.totalSeconds' to 140",
    ]);
  });

  it.each<[string, RebootScheduleInput | undefined, Partial<AwsPoolInput>, ControllersInput, string]>([
    ['zones take turns', STAGGERED, {}, HANDLED, "nodes reboot without a drain ('staggered')"],
    ['spot nodes reboot by themselves', RANDOM, SPOT, HANDLED, "nodes reboot without a drain ('random')"],
    ['nobody drains spot instances', undefined, SPOT, {}, 'AWS takes spot instances back without a drain'],
    ['a lock alone drains them', COORDINATED, SPOT, {}, 'AWS takes spot instances back without a drain'],
    [
      'nobody drains',
      undefined,
      {},
      {},
      "the group replaces nodes without a drain (no 'controllers.terminationHandler')",
    ],
  ])('gives the reason where %s', (_, reboots, aws, controllers, reason) => {
    expect(said(clusterWith(reboots, aws, controllers), ending(81))).toEqual([expect.stringContaining(reason)]);
    expect(said(clusterWith(reboots, aws, controllers), ending(80))).toEqual([]);
  });

  it('names the handler that is missing where a group replaces its nodes without a drain', () => {
    expect(said(clusterWith(undefined, {}, {}), ending(120))).toEqual([
      "error: cluster 'main' > Deployment 'shop/api': on pool 'general' the group replaces nodes without a drain (no 'controllers.terminationHandler'): its " +
        'pods may take 120 s to end, but the shutdown of the node gives them 80 s (100 s - 20 s for critical pods), so they are killed up to 40 s too early; ' +
        "lower 'terminationGracePeriodSeconds' to 80, or raise 'aws.gracefulShutdown.totalSeconds' to 140",
    ]);
    expect(said(clusterWith(undefined, { management: 'managed-node-group' }, {}), ending(3600), daemon(80))).toEqual(
      [],
    );
  });

  it('judges only daemons where a drain moves all other pods away', () => {
    expect(said(clusterWith(COORDINATED), ending(3600), daemon(80))).toEqual([]);
    expect(said(clusterWith(COORDINATED), ending(3600), daemon(90))).toEqual([
      "error: cluster 'main' > DaemonSet 'shop/proxy': on pool 'general' a drain leaves daemons on their node: its pods may " +
        'take 90 s to end, but the shutdown of the node gives them 80 s (100 s - 20 s for critical pods), so they are killed up to 10 s too early; ' +
        "lower 'terminationGracePeriodSeconds' to 80, or raise 'aws.gracefulShutdown.totalSeconds' to 110",
    ]);
  });

  it('compares critical pods with the part of the shutdown that is reserved for them', () => {
    const critical = (seconds: number) => ending(seconds, { pod: { priorityClassName: 'system-node-critical' } });
    expect(said(clusterWith(RANDOM), critical(20))).toEqual([]);
    expect(said(clusterWith(RANDOM), critical(45))).toEqual([
      "error: cluster 'main' > Deployment 'shop/api': on pool 'general' nodes reboot without a drain ('random'): its pods may " +
        'take 45 s to end, but the shutdown of the node gives them 20 s (for critical pods), so they are killed up to 25 s too early; lower ' +
        "'terminationGracePeriodSeconds' to 20, or raise 'aws.gracefulShutdown.criticalSeconds' to 45 and 'totalSeconds' with it",
    ]);
  });

  it("uses Kubernetes' default of 30 s for a pod that states no grace", () => {
    const short = { gracefulShutdown: { totalSeconds: 45, criticalSeconds: 16 } };
    expect(said(clusterWith(RANDOM, short), ending(undefined))).toEqual([
      expect.stringContaining('may take 30 s to end'),
    ]);
    expect(said(clusterWith(RANDOM, short), ending(0))).toEqual([]);
  });

  it.each<[string, RebootScheduleInput | undefined, Partial<AwsPoolInput>]>([
    ['go only with their group, which a handler drains', undefined, {}],
    ['are replaced, with a drain', { kind: 'replace', maxLifetimeDays: 30 }, {}],
    [
      'are on demand throughout, of several types',
      undefined,
      { capacity: { kind: 'mixed', alternativeTypes: ['m5.xlarge'], onDemandPercentAboveBase: 100 } },
    ],
  ])('accepts any grace of pods other than daemons where nodes %s', (_, reboots, aws) => {
    expect(said(clusterWith(reboots, aws), ending(3600), daemon(80))).toEqual([]);
    expect(said(clusterWith(reboots, aws), daemon(81))).toEqual([
      expect.stringContaining('a drain leaves daemons on their node'),
    ]);
  });

  it('compares with what the notice of a spot instance leaves where the shutdown of the node would wait longer', () => {
    const patient = { ...SPOT, gracefulShutdown: { totalSeconds: 300, criticalSeconds: 20 } };
    const message = (reason: string) =>
      `error: cluster 'main' > Deployment 'shop/api': on pool 'general' ${reason}: its pods may ` +
      'take 200 s to end, but the notice gives them 110 s (120 s - 10 s until the pods are told), so they are killed up to 90 s too early; ' +
      "lower 'terminationGracePeriodSeconds' to 110, or buy the pool on demand";
    expect(said(clusterWith(undefined, patient, {}), ending(110))).toEqual([]);
    expect(said(clusterWith(undefined, patient, {}), ending(200))).toEqual([
      message('AWS takes spot instances back without a drain'),
    ]);
    expect(said(clusterWith(undefined, patient), ending(110))).toEqual([]);
    expect(said(clusterWith(undefined, patient), ending(200))).toEqual([
      message('AWS takes spot instances back, however long their drain takes'),
    ]);
  });

  it('gives pods that a handler drains from a spot instance the notice, and daemons the shutdown of the node', () => {
    const critical = ending(110, { pod: { priorityClassName: 'system-cluster-critical' } });
    expect(said(clusterWith(undefined, SPOT), ending(110), critical, daemon(80))).toEqual([]);
    expect(said(clusterWith(undefined, SPOT), ending(111), daemon(81))).toEqual([
      expect.stringContaining(
        'AWS takes spot instances back, and a drain leaves daemons on their node: its pods may take 81 s',
      ),
      expect.stringContaining('AWS takes spot instances back, however long their drain takes: its pods may take 111 s'),
    ]);
    const critical21 = ending(21, { kind: 'DaemonSet', pod: { priorityClassName: 'system-node-critical' } });
    expect(said(clusterWith(undefined, SPOT), critical21)).toEqual([
      "error: cluster 'main' > DaemonSet 'shop/api': on pool 'general' AWS takes spot instances back, and a drain leaves daemons on their node: its pods may " +
        'take 21 s to end, but the shutdown of the node gives them 20 s (for critical pods), so they are killed up to 1 s too early; lower ' +
        "'terminationGracePeriodSeconds' to 20, or raise 'aws.gracefulShutdown.criticalSeconds' to 21 and 'totalSeconds' with it",
    ]);
  });

  it('compares with the 120 s in which Compute Engine ends a machine that the autoscaler of its instance group removes', () => {
    const cluster = (mode: 'on' | 'only-scale-out' | 'off') => {
      const pools = [instanceGroupPool({ mode }), googlePool()];
      return onlyCluster(googleEnvironment({ clusters: [googleCluster({ pools })] }));
    };
    const onEdge = (seconds: number) => {
      return manifest({
        kind: 'DaemonSet',
        name: 'proxy',
        pod: { terminationGracePeriodSeconds: seconds, nodeSelector: { 'keelson.dev/pool': 'edge' } },
      });
    };
    expect(said(cluster('on'), onEdge(120))).toEqual([]);
    const message =
      "error: cluster 'main' > DaemonSet 'shop/proxy': on pool 'edge' the autoscaler removes machines without a drain ('instance-group'): its pods may " +
      'take 300 s to end, but the shutdown of the machine gives them 120 s (at most, as Compute Engine ends machines), so they are killed up to 180 s too early; ' +
      "lower 'terminationGracePeriodSeconds' to 120, or set 'scaling.mode' of the pool to 'only-scale-out'";
    expect(said(cluster('on'), onEdge(300))).toEqual([message]);
    for (const mode of ['off', 'only-scale-out'] as const) {
      expect(said(cluster(mode), onEdge(300))).toEqual([
        expect.stringContaining("on pool 'edge' a drain leaves daemons on their node: its pods may take 300 s to end"),
      ]);
    }
  });

  it('compares only stated times with the 15 s of spot machines of Google, which are less than the default', () => {
    const plain = googlePool();
    const cluster = (spot: boolean) => {
      const pools = [
        { ...plain, google: { ...plain.google, spot } },
        googlePool({ name: 'system', purpose: 'system' }),
      ];
      return onlyCluster(googleEnvironment({ clusters: [googleCluster({ pools })] }));
    };
    const onCore = (seconds: number | undefined, more: object = {}) =>
      ending(seconds, { pod: { nodeSelector: { 'keelson.dev/pool': 'core' }, ...more } });
    expect(said(cluster(true), onCore(undefined), onCore(30))).toEqual([]);
    expect(said(cluster(false), onCore(60))).toEqual([]);
    expect(said(cluster(true), onCore(60))).toEqual([
      "error: cluster 'main' > Deployment 'shop/api': on pool 'core' Google takes spot machines back without a drain: its pods may " +
        'take 60 s to end, but the shutdown of the node gives them 15 s (30 s - 15 s for critical pods), so they are killed up to 45 s too early; ' +
        "lower 'terminationGracePeriodSeconds' to 15, or buy the pool on demand ('google.spot')",
    ]);
    expect(said(cluster(true), onCore(60, { priorityClassName: 'system-node-critical' }))).toEqual([
      expect.stringContaining('gives them 15 s (for critical pods)'),
    ]);
  });

  it('ignores pods that cannot run on the pool, and pods that another scheduler places', () => {
    const elsewhere = ending(3600, { pod: { nodeSelector: { 'keelson.dev/pool': 'other' } } });
    const placed = ending(3600, { name: 'placed', pod: { nodeName: 'ip-10-0-0-1' } });
    expect(said(clusterWith(RANDOM), elsewhere, placed)).toEqual([]);
  });

  it('accepts proxies whose machine a balancer empties first, but not others on the pool, nor on spot machines', () => {
    const proxy = (name: string) =>
      manifest({
        kind: 'DaemonSet',
        name,
        namespace: 'edge',
        pod: { terminationGracePeriodSeconds: 335, nodeSelector: { 'keelson.dev/pool': 'edge' } },
      });
    const found = (input: FrontedOverrides = {}, name = 'edge-proxy') =>
      resolvedUnjudged(frontedEnvironment(input)).clusters.flatMap((cluster) => said(cluster, proxy(name)));
    expect(found()).toEqual([]);
    expect(found({}, 'other')).toEqual([expect.stringContaining('the shutdown of the machine gives them 120 s')]);
    const google = { image: { family: 'cos' }, disk: { sizeGib: 100 }, layout: 'zonal', spot: true } as const;
    expect(found({ edge: { google } })).toEqual([expect.stringContaining('Google takes spot machines back')]);
  });
});
