import type { Problems } from '../../../values/problems';
import { requireRange } from '../../fields/range';
import type { InPlaceRebootInput, RandomRebootInput, RebootScheduleInput } from '../../reboots/reboot-input';
import { type InPlaceRebootSchedule, rebootsInPlace } from '../../reboots/reboot-schedule';
import { drawsSlots, rebootSlots } from '../../reboots/reboot-slots';
import { judgeWeekWindow } from '../../time/week-window-rules';
import type { NodePoolSpec } from '../node-pool-spec';
import { judgeCoordination } from './coordinated-reboot-rules';
import { judgeInPlaceReboots } from './in-place-reboot-rules';
import { judgeReplacement } from './replace-reboot-rules';

/** Rules of a pool's reboot schedule, but for what is down at once. */
export function judgeReboots(input: RebootScheduleInput, pool: NodePoolSpec, problems: Problems): void {
  const { reboots } = pool;
  if (input.kind === 'replace') {
    if (reboots?.kind === 'replace') judgeReplacement({ input, reboots, pool }, problems);
    return;
  }
  if (!rebootsInPlace(reboots)) return;
  judgeInPlaceReboots(pool, reboots, problems);
  const hasWindow = judgeWeekWindow(input.window, 'reboots.window', problems);
  const hasFigures = judgeFigures(input, problems);
  if (input.kind === 'random') judgeArming(input, problems);
  if (!hasWindow || !hasFigures) return;
  if (reboots.kind === 'coordinated') judgeCoordination(pool, reboots, problems);
  judgeRoom(pool, reboots, problems);
}

function judgeFigures(input: InPlaceRebootInput & { readonly jitterSeconds?: number }, problems: Problems): boolean {
  const { maxNodesDown, jitterSeconds } = input;
  const ranges = [
    { property: 'reboots.rebootMinutes', value: input.rebootMinutes, min: 1, max: 60, unit: 'minutes' },
    { property: 'reboots.maxNodesDown', value: maxNodesDown ?? 1, min: 1, max: 100, unit: 'nodes' },
    { property: 'reboots.jitterSeconds', value: jitterSeconds ?? 0, min: 0, max: 59, unit: 'seconds' },
  ];
  return ranges.map((range) => requireRange(problems, range)).every(Boolean);
}

/** unattended-upgrades hands one hour and minute to shutdown, at the end of the run that installed something. */
function judgeArming({ armedBy, window, jitterSeconds }: RandomRebootInput, problems: Problems): void {
  if (armedBy !== 'unattended-upgrades') return;
  const reasons = [
    ...(new Set(window.days).size < 7 ? [`${window.days.length} days`] : []),
    ...((window.blackouts ?? []).length > 0 ? ['blackouts'] : []),
    ...((jitterSeconds ?? 0) > 0 ? ['a jitter'] : []),
  ];
  const rule = "be 'timer' for windows of some days only, with blackouts or with a jitter";
  const remedy = 'leave it out: unattended-upgrades knows an hour and a minute, nothing else';
  problems.require(reasons.length === 0, 'reboots.armedBy', rule, `'${armedBy}' with ${reasons.join(', ')}`, remedy);
}

/** A reboot, or one in the part of each zone, has to end where it began. */
function judgeRoom(pool: NodePoolSpec, reboots: InPlaceRebootSchedule, problems: Problems): void {
  const { lengthMinutes } = reboots.window;
  if (!drawsSlots(reboots)) return;
  const { starts, outageMinutes, parts } = rebootSlots(reboots, pool.zones);
  const least = outageMinutes * parts.length;
  const each = parts.length === 1 ? '' : ` in each of ${parts.length} zones`;
  problems.require(
    starts >= 1,
    'reboots.window',
    `have room for a reboot of ${outageMinutes} minutes${each}, at least ${least} minutes`,
    `${lengthMinutes} minutes`,
    'move the end',
  );
}
