import type { OutageSlots } from '../../analysis/outage-overlap';
import { DAY_MINUTES } from '../../values/minutes';
import type { InPlaceRebootSchedule, RandomReboots, StaggeredReboots } from './reboot-schedule';

/** The slots that a node draws from. */
export interface RebootSlots {
  /** Windows of a week that a node's one is drawn from; 1 where all nodes reboot on the day of an update. */
  readonly windows: number;
  /** Minutes of each zone's part of a window, in the order of the zones; one part for all where zones take no turns. */
  readonly parts: readonly { readonly zone: string | undefined; readonly firstMinute: number }[];
  /** Minutes in each part at which a reboot may begin; the last one still ends inside. Less than 1 where none does. */
  readonly starts: number;
  /** Minutes that an outage may cover, begun ones included. */
  readonly outageMinutes: number;
  /** Whether the end of the last window is the beginning of the first. */
  readonly circular: boolean;
}

/**
 * The slots of a random or staggered schedule. Reboots end inside the window and, where zones take turns, inside the part of
 * their zone; only around the clock the end of a day runs into the next.
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

/** The same slots in the words of the analysis. */
export function outageSlots(slots: RebootSlots): OutageSlots {
  return {
    windows: slots.windows,
    slots: slots.starts,
    outageSlots: slots.outageMinutes,
    circular: slots.circular,
  };
}

/** Whether nodes draw their slots themselves. */
export function drawsSlots(reboots: InPlaceRebootSchedule): reboots is RandomReboots | StaggeredReboots {
  return reboots.kind !== 'coordinated';
}
