import type { Problems } from '../values/problems';
import type { ClusterSpec } from './cluster/cluster-spec';
import type { NodePoolSpec } from './pool/node-pool-spec';
import type { RebootScheduleInput } from './reboots/reboot-input';
import type { RebootSchedule } from './reboots/reboot-schedule';

// Loaded with the first schedule that anybody states, as the kernel's rules are.

/** The schedule of a pool with every default filled in; undefined where it states none. */
export function resolveStatedReboots(input: RebootScheduleInput | undefined): RebootSchedule | undefined {
  if (input === undefined) return undefined;
  const { resolveReboots } = require('./reboots/resolve-reboots') as typeof import('./reboots/resolve-reboots');
  return resolveReboots(input);
}

/** Rules of a pool's reboot schedule, where it states one. */
export function judgeStatedReboots(
  input: RebootScheduleInput | undefined,
  pool: NodePoolSpec,
  problems: Problems,
): void {
  if (input === undefined) return;
  const { judgeReboots } = require('./pool/reboots/reboot-rules') as typeof import('./pool/reboots/reboot-rules');
  judgeReboots(input, pool, problems);
}

/** Rules of what reboots take at once, where any pool has a schedule and nothing else is wrong with it. */
export function judgeStatedRisks(cluster: ClusterSpec, problems: Problems): void {
  if (cluster.pools.every(({ reboots }) => reboots === undefined)) return;
  const { judgeRebootRisks } = require('./cluster/reboot-risk-rules') as typeof import('./cluster/reboot-risk-rules');
  judgeRebootRisks(cluster, problems);
}
