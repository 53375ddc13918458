import type { OutageSlots } from '../../analysis/outage-overlap';
import { DAY_MINUTES } from '../../values/minutes';
import type { InPlaceRebootSchedule, RandomReboots, StaggeredReboots } from './reboot-schedule';

/** The slots from which a node draws its reboot. */
export interface RebootSlots {
  /** Windows of a week from which a node draws one; 1 where all nodes reboot on the day of an update. */
  readonly windows: number;
  /** First minute of each zone's part of a window, in the order of the zones; a single part where zones do not take turns. */
  readonly parts: readonly { readonly zone: string | undefined; readonly firstMinute: number }[];
  /** Minutes in each part at which a reboot may begin and still ends inside; less than 1 where the part is too short for a reboot. */
  readonly starts: number;
  /** Most minutes that an outage touches, those counted that it touches in part. */
  readonly outageMinutes: number;
  /** Whether the windows leave no gap, so that the end of the last one is the beginning of the first. */
  readonly circular: boolean;
}

/**
 * The slots of a random or staggered schedule. Every reboot ends inside the window or, where zones take turns, inside the part of
 * its zone; only with a window around the clock may a reboot run into the next day.
 */
export function rebootSlots(reboots: RandomReboots | StaggeredReboots, zones: readonly string[]): RebootSlots {
  const { window, rebootMinutes } = reboots;
  const byUpdate = reboots.kind === 'random' && reboots.armedBy === 'unattended-upgrades';
  const outageMinutes = rebootMinutes + (reboots.jitterSeconds > 0 ? 1 : 0);
  const staggered = reboots.kind === 'staggered';
  const partMinutes = staggered ? Math.floor(window.lengthMinutes / zones.length) : window.lengthMinutes;
  const circular = !staggered && window.lengthMinutes === DAY_MINUTES && window.days.length === 7;
  const parts = staggered ? zones : [undefined];
  return {
    windows: byUpdate ? 1 : window.days.length,
    parts: parts.map((zone, index) => ({ zone, firstMinute: window.startMinute + index * partMinutes })),
    starts: circular ? partMinutes : partMinutes - outageMinutes + 1,
    outageMinutes,
    circular,
  };
}

/** The same slots as the functions of the analysis read them. */
export function outageSlots(slots: RebootSlots): OutageSlots {
  return {
    windows: slots.windows,
    slots: slots.starts,
    outageSlots: slots.outageMinutes,
    circular: slots.circular,
  };
}

/** Whether each node draws its own slot, instead of waiting for a lock. */
export function drawsSlots(reboots: InPlaceRebootSchedule): reboots is RandomReboots | StaggeredReboots {
  return reboots.kind !== 'coordinated';
}
