import type { WeekWindow } from '../time/week-window';
import type { RebootMembersOf } from './reboot-fields';

/** Members of a schedule with the window that they name. */
type Windowed<M> = Omit<M, 'window'> & { readonly window: WeekWindow };

/** A schedule of slots that nodes draw, with every default filled in. */
export type RandomReboots = Windowed<RebootMembersOf<'random'>>;

/** A schedule of slots that nodes draw in the part of their zone, with every default filled in. */
export type StaggeredReboots = Windowed<RebootMembersOf<'staggered'>>;

/** A schedule under a lock, with every default filled in. */
export type CoordinatedReboots = Windowed<Omit<RebootMembersOf<'coordinated'>, 'periodSeconds' | 'lockTtlSeconds'>> & {
  readonly periodSeconds: number;
  readonly lockTtlSeconds: number;
};

/** A schedule of new nodes, with every default filled in. */
export type ReplaceReboots = Omit<RebootMembersOf<'replace'>, 'promotion'> & {
  readonly promotion: { readonly window: WeekWindow; readonly fromParameter: string } | undefined;
};

/** How the nodes of a pool get updates, and when they go down for them. */
export type RebootSchedule = RandomReboots | StaggeredReboots | CoordinatedReboots | ReplaceReboots;

/** A schedule under which nodes come back with the same name, disk and taints removed. */
export type InPlaceRebootSchedule = Exclude<RebootSchedule, ReplaceReboots>;

/** Whether nodes come back as the same nodes. */
export function rebootsInPlace(schedule: RebootSchedule | undefined): schedule is InPlaceRebootSchedule {
  return schedule !== undefined && schedule.kind !== 'replace';
}
