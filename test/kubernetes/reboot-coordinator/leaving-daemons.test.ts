import { renderKuredFlags } from '../../../lib/kubernetes/reboot-coordinator/kured-flags';
import { renderRebootAlerts } from '../../../lib/kubernetes/reboot-coordinator/reboot-alerts';
import { coordinatedPools } from '../../../lib/kubernetes/reboot-coordinator/reboot-coordinator-names';
import { renderPlacement } from '../../../lib/kubernetes/workloads/placement';
import type { CoordinatedRebootInput } from '../../../lib/specs/reboots/reboot-input';
import type { WorkloadInput } from '../../../lib/specs/workload/workload-input';
import { COORDINATED, clusterOf, judgePools, NIGHTS, ubuntuPool } from '../../specs/reboots/reboot-inputs';

/** A daemon that carries the traffic of its nodes. */
function proxy(graceSeconds: number, namespace = 'shop'): WorkloadInput {
  return {
    name: 'proxy',
    namespace,
    kind: 'daemon',
    pools: ['general'],
    maxUnavailable: 6,
    shutdown: { graceSeconds },
  };
}

const poolWith = (reboots: Partial<CoordinatedRebootInput>) => [
  ubuntuPool({ reboots: { ...COORDINATED, maxNodesDown: 6, ...reboots } }),
];

/** Values of three flags, and the waits of the alerts that follow from them. */
function figuresOf(workloads: readonly WorkloadInput[], reboots: Partial<CoordinatedRebootInput> = {}) {
  const cluster = clusterOf(poolWith(reboots), workloads);
  const [coordinated] = coordinatedPools(cluster);
  if (coordinated === undefined) throw new Error('no pool is coordinated');
  const flags = renderKuredFlags('reboot-coordinator-general', coordinated.reboots);
  const flagOf = (name: string) => flags.find((flag) => flag.startsWith(`--${name}=`))?.split('=')[1];
  const rules = renderRebootAlerts(cluster).flatMap((group) => group.rules);
  const waitOf = (alert: string) =>
    rules.find((rule) => rule.alert === alert && rule.labels['source'] === undefined)?.for;
  return {
    flags: ['drain-delay', 'drain-timeout', 'lock-ttl'].map(flagOf),
    waits: ['NodeRebootLockHeld', 'NodeCordonedWithoutLock'].map(waitOf),
  };
}

describe('daemons that leave a node before its drain', () => {
  const PLAIN = { flags: ['0s', '600s', '1350s'], waits: ['17m30s', '22m30s'] };

  it('delay the drain by their grace and by the time until the controller has read the label', () => {
    expect(figuresOf([])).toEqual(PLAIN);
    // The grace of 45 s and 10 s for the label; the lock and the alerts wait as much longer.
    expect(figuresOf([proxy(45)])).toEqual({ flags: ['55s', '600s', '1405s'], waits: ['18m25s', '23m25s'] });
  });

  it('are those of teams: daemons of the platform stay on the node', () => {
    expect(figuresOf([proxy(45, 'keelson-system')])).toEqual(PLAIN);
  });

  it('follow the label with the affinity whose time the delay is', () => {
    const [workload] = clusterOf(poolWith({}), [proxy(45)]).workloads;
    expect(workload && renderPlacement(workload).affinity).toEqual({
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [
            { matchExpressions: [{ key: 'keelson.dev/rebooting', operator: 'NotIn', values: ['true'] }] },
          ],
        },
      },
    });
  });

  it('may be given more time by a stated delay, and are refused where it is too short', () => {
    expect(figuresOf([proxy(45)], { drainDelaySeconds: 90 }).flags).toEqual(['90s', '600s', '1440s']);
    expect(judgePools(poolWith({ drainDelaySeconds: 55 }), [proxy(45)])).toEqual([]);
    expect(judgePools(poolWith({ drainDelaySeconds: 54 }), [proxy(45)])).toEqual([
      "environment 'paas' > cluster 'main' > workload 'proxy': 'shutdown' must leave a node of pool 'general' within the 54 s before its drain, got 'label lag 10 + grace 45 = 55 s'; shorten its members, or raise 'reboots.drainDelaySeconds' of the pool to 55, or leave that out",
    ]);
  });

  it('are refused where even the longest delay is too short', () => {
    const slow = poolWith({ rebootMinutes: 15 });
    expect(judgePools(slow, [proxy(591)])).toEqual([
      "environment 'paas' > cluster 'main' > workload 'proxy': 'shutdown' must leave a node of pool 'general' within the 600 s before its drain, got 'label lag 10 + grace 591 = 601 s'; shorten its members by 1 s, because 'reboots.drainDelaySeconds' is at most 600",
    ]);
    expect(judgePools(slow, [proxy(590)])).toEqual([]);
  });

  it('lengthen the reboots of a week, so that a window may become too short', () => {
    // The sixth node takes the lock after 5489 s, and with 55 s more for each node before it after 5764 s, when 92 minutes are over.
    const window = { ...NIGHTS, days: ['tuesday'], end: '02:32' } as const;
    expect(judgePools(poolWith({ window }))).toEqual([]);
    expect(judgePools(poolWith({ window }), [proxy(45)])).toEqual([
      "'reboots.window' must be long enough to reboot all 6 nodes in a week, 1 at once and up to 1105 s each, got '1 window of 92 minutes, enough for 5'; use windows of about 115 minutes, more days, a shorter 'drainTimeoutSeconds' or a higher 'concurrency'",
    ]);
  });
});
