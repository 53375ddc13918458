import type { Problems } from '../values/problems';
import type { ClusterSpec } from './cluster-spec';
import type { NodePoolSpec } from './node-pool-spec';
import type { RebootScheduleInput } from './reboot-input';
import type { RebootSchedule } from './reboot-schedule';

// Loaded with the first schedule that anybody states, as the kernel's rules are.

/** The schedule of a pool with every default filled in; undefined where it states none. */
export function resolveStatedReboots(input: RebootScheduleInput | undefined): RebootSchedule | undefined {
  if (input === undefined) return undefined;
  const { resolveReboots } = require('./resolve/resolve-reboots') as typeof import('./resolve/resolve-reboots');
  return resolveReboots(input);
}

/** Rules of a pool's reboot schedule, where it states one. */
export function judgeStatedReboots(
  input: RebootScheduleInput | undefined,
  pool: NodePoolSpec,
  problems: Problems,
): void {
  if (input === undefined) return;
  const { judgeReboots } = require('./rules/reboot-rules') as typeof import('./rules/reboot-rules');
  judgeReboots(input, pool, problems);
}

/** Rules of what reboots take at once, where any pool has a schedule and nothing else is wrong with it. */
export function judgeStatedRisks(cluster: ClusterSpec, problems: Problems): void {
  if (cluster.pools.every(({ reboots }) => reboots === undefined)) return;
  const { judgeRebootRisks } = require('./rules/reboot-risk-rules') as typeof import('./rules/reboot-risk-rules');
  judgeRebootRisks(cluster, problems);
}
