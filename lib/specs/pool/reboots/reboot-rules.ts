import type { Problems } from '../../../values/problems';
import type { RebootMembers, RebootMembersOf } from '../../reboots/reboot-fields';
import type { RebootScheduleInput } from '../../reboots/reboot-input';
import { type InPlaceRebootSchedule, rebootsInPlace } from '../../reboots/reboot-schedule';
import { drawsSlots, rebootSlots } from '../../reboots/reboot-slots';
import { judgeWeekWindow } from '../../time/week-window-rules';
import type { NodePoolSpec } from '../node-pool-spec';
import { judgeCoordination } from './coordinated-reboot-rules';
import { judgeInPlaceReboots } from './in-place-reboot-rules';
import { judgeReplacement } from './replace-reboot-rules';

/** A pool, and its reboot schedule as its fields read it and as the user wrote it. */
export interface JudgedReboots {
  /** The input as the user wrote it; rules read it only to ask whether a member was stated. */
  readonly stated: RebootScheduleInput;
  readonly input: RebootMembers;
  readonly pool: NodePoolSpec;
}

/** Rules of a pool's reboot schedule, except those of how many nodes are down at once, which need the workloads of the cluster. */
export function judgeReboots({ stated, input, pool }: JudgedReboots, problems: Problems): void {
  const { reboots } = pool;
  if (stated.kind === 'replace') {
    if (input.kind === 'replace' && reboots?.kind === 'replace') {
      judgeReplacement({ stated, input, reboots, pool }, problems);
    }
    return;
  }
  if (input.kind === 'replace') return;
  if (!rebootsInPlace(reboots)) return;
  judgeInPlaceReboots(pool, reboots, problems);
  const hasWindow = judgeWeekWindow(input.window, 'reboots.window', problems);
  if (input.kind === 'random') judgeArming(input, problems);
  if (!hasWindow) return;
  if (reboots.kind === 'coordinated') judgeCoordination(pool, reboots, problems);
  judgeRoom(pool, reboots, problems);
}

/** unattended-upgrades passes one time of day to `shutdown` after it installed a package: it cannot follow days, blackouts or a jitter. */
function judgeArming({ armedBy, window, jitterSeconds }: RebootMembersOf<'random'>, problems: Problems): void {
  if (armedBy !== 'unattended-upgrades') return;
  const reasons = [
    ...(new Set(window.days).size < 7 ? [`${window.days.length} days`] : []),
    ...(window.blackouts.length > 0 ? ['blackouts'] : []),
    ...(jitterSeconds > 0 ? ['a jitter'] : []),
  ];
  const rule = "be 'timer' where the window has fewer than seven days, blackouts or a jitter";
  const remedy = 'leave it out: unattended-upgrades reads an hour and a minute, and would ignore the rest';
  problems.require(reasons.length === 0, 'reboots.armedBy', rule, `'${armedBy}' with ${reasons.join(', ')}`, remedy);
}

/** A reboot has to end inside the window or, where zones take turns, inside the part of its zone. */
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
    "move 'end' to a later time",
  );
}
