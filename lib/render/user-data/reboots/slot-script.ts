import type { RandomReboots, StaggeredReboots } from '../../../specs/reboots/reboot-schedule';
import { type RebootSlots, rebootSlots } from '../../../specs/reboots/reboot-slots';
import type { WeekWindow } from '../../../specs/time/week-window';
import { WEEKDAYS, type Weekday } from '../../../specs/time/week-window-input';
import { DAY_MINUTES } from '../../../values/minutes';
import { shellQuote } from '../shell-quote';
import { renderZoneCheck } from './node-clock';

/** File in which the script switches the reboot on with the node's own hour and minute, where unattended-upgrades reboots the node. */
const REBOOT_TIME_PATH = '/etc/apt/apt.conf.d/61keelson-reboot-time';

/** Path of the timer that the script writes. */
export const REBOOT_TIMER_PATH = '/etc/systemd/system/keelson-reboot.timer';

/**
 * Renders the script with which a node draws its slot: a hash of its instance id over all slots, so that a node always has the
 * same slot and no component assigns slots. Only the hash spreads the reboots, because the random delays of systemd and apt stay
 * off.
 */
export function renderSlotScript(reboots: RandomReboots | StaggeredReboots, zones: readonly string[]): string {
  const slots = rebootSlots(reboots, zones);
  return `#!/bin/sh
# Draws this node's slot for reboots from its instance id.
set -eu

${renderZoneCheck(reboots.window.timeZone)}instance=\${1:-$(cat /var/lib/cloud/data/instance-id)}
# 52 bits of the hash; none of the divisors below is large enough to favour a slot.
draw=$(printf '%s' "$instance" | sha256sum | cut -c 1-13)
draw=$((0x$draw))
${renderDraws(reboots, slots)}
${renderFirstMinute(slots)}
${armedByApt(reboots) ? renderAptTime(reboots.window) : renderTimer(reboots.window)}`;
}

function renderDraws(reboots: RandomReboots | StaggeredReboots, { windows, starts }: RebootSlots): string {
  const minute = `minute=$((draw % ${starts}))\n`;
  if (armedByApt(reboots)) return minute;
  return `window=$((draw % ${windows}))
draw=$((draw / ${windows}))
${minute}draw=$((draw / ${starts}))
second=$((draw % ${reboots.jitterSeconds + 1}))
`;
}

function armedByApt(reboots: RandomReboots | StaggeredReboots): boolean {
  return reboots.kind === 'random' && reboots.armedBy === 'unattended-upgrades';
}

function renderFirstMinute({ parts }: RebootSlots): string {
  const [only] = parts;
  if (only !== undefined && only.zone === undefined) return `minute=$((minute + ${only.firstMinute}))\n`;
  const cases = parts.map(({ zone, firstMinute }) => `  ${zone}) minute=$((minute + ${firstMinute})) ;;\n`).join('');
  return `zone=\${2:-$(cloud-init query availability_zone)}
case $zone in
${cases}  *)
    echo "no part of the window is for zone $zone" >&2
    exit 1
    ;;
esac
`;
}

// unattended-upgrades accepts only an hour and a minute, so that the day is that of the update. `shutdown` reads them in the
// node's time zone, therefore the script sets the time zone first, and does not switch the reboot on where that fails.
function renderAptTime({ timeZone }: WeekWindow): string {
  return `minute=$((minute % ${DAY_MINUTES}))
timedatectl set-timezone ${shellQuote(timeZone)}
cat >${REBOOT_TIME_PATH} <<END
Unattended-Upgrade::Automatic-Reboot "true";
Unattended-Upgrade::Automatic-Reboot-Time "$(printf '%02d:%02d' $((minute / 60)) $((minute % 60)))";
END
`;
}

// AccuracySec is stated because its default of a minute would move the slot. Persistent stays off because a slot that passed
// while the node was off would otherwise fire at its next boot.
function renderTimer(window: WeekWindow): string {
  return `${renderDay(window)}
cat >${REBOOT_TIMER_PATH} <<END
[Unit]
Description=Slot of this node for reboots

[Timer]
OnCalendar=$day *-*-* $(printf '%02d:%02d:%02d' $((minute / 60)) $((minute % 60)) "$second") ${window.timeZone}
AccuracySec=1s
RandomizedDelaySec=0
Persistent=false

[Install]
WantedBy=timers.target
END
`;
}

/** Renders the day of a slot: slots after midnight are on the day after the one on which the window began. */
function renderDay({ days }: WeekWindow): string {
  const cases = days.map((day, index) => `  ${index}) day=${short(day)} next=${short(nextDay(day))} ;;\n`).join('');
  return `case $window in
${cases}esac
if [ "$minute" -ge ${DAY_MINUTES} ]; then
  minute=$((minute - ${DAY_MINUTES}))
  day=$next
fi`;
}

function nextDay(day: Weekday): Weekday {
  return WEEKDAYS[(WEEKDAYS.indexOf(day) + 1) % WEEKDAYS.length] ?? day;
}

/** Renders a weekday as systemd writes it: `Mon`. */
function short(day: Weekday): string {
  return `${day.charAt(0).toUpperCase()}${day.slice(1, 3)}`;
}
