import type { WeekWindow } from '../time/week-window';
import type { RebootMembersOf } from './reboot-fields';

/** Members of a schedule, with the window resolved. */
type Windowed<M> = Omit<M, 'window'> & { readonly window: WeekWindow };

/** A schedule in which nodes draw slots of the whole window, with every default filled in. */
export type RandomReboots = Windowed<RebootMembersOf<'random'>>;

/** A schedule in which nodes draw slots of their zone's part of the window, with every default filled in. */
export type StaggeredReboots = Windowed<RebootMembersOf<'staggered'>>;

/** Members whose defaults depend on other members, or on the workloads of the pool. */
type DerivedMember = 'periodSeconds' | 'drainDelaySeconds' | 'drainTimeoutSeconds' | 'lockTtlSeconds';

/** A schedule under a lock, with every default filled in. */
export type CoordinatedReboots = Windowed<Omit<RebootMembersOf<'coordinated'>, DerivedMember>> & {
  readonly periodSeconds: number;
  readonly drainDelaySeconds: number;
  readonly drainTimeoutSeconds: number;
  readonly lockTtlSeconds: number;
};

/** A schedule that replaces nodes, with every default filled in. */
export type ReplaceReboots = Omit<RebootMembersOf<'replace'>, 'promotion'> & {
  readonly promotion: { readonly window: WeekWindow; readonly fromParameter: string } | undefined;
};

/** How the nodes of a pool get updates, and when they go down for them. */
export type RebootSchedule = RandomReboots | StaggeredReboots | CoordinatedReboots | ReplaceReboots;

/** A schedule under which a node comes back with the same name and disk, and without a new startup taint. */
export type InPlaceRebootSchedule = Exclude<RebootSchedule, ReplaceReboots>;

/** Whether nodes reboot under a schedule, instead of being replaced. */
export function rebootsInPlace(schedule: RebootSchedule | undefined): schedule is InPlaceRebootSchedule {
  return schedule !== undefined && schedule.kind !== 'replace';
}
