import type { RebootScheduleInput } from './reboot-input';
import type { RebootSchedule } from './reboot-schedule';

// Loaded with the first schedule that anybody states, as the kernel's rules are.

/** The schedule of a pool with every default filled in; undefined where it states none. */
export function resolveStatedReboots(input: RebootScheduleInput | undefined): RebootSchedule | undefined {
  if (input === undefined) return undefined;
  const { resolveReboots } = require('./resolve/resolve-reboots') as typeof import('./resolve/resolve-reboots');
  return resolveReboots(input);
}
