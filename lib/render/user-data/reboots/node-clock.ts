import { shellQuote } from '../shell-quote';

/** The only time zone that every node has without a file, and whose clock never changes. */
const UTC = 'UTC';

/**
 * Lines of a script that set its time zone, or end the script where the node lacks the zone's data, because the C library would
 * silently use UTC instead.
 */
export function renderTimeZone(timeZone: string): string {
  return `${renderZoneCheck(timeZone)}export TZ=${shellQuote(timeZone)}\n`;
}

/** The part of {@link renderTimeZone} that ends the script where the zone's data are missing. */
export function renderZoneCheck(timeZone: string): string {
  if (timeZone === UTC) return '';
  return `if [ ! -e /usr/share/zoneinfo/${timeZone} ]; then
  echo 'this node does not know the time zone ${timeZone}: its tzdata is missing, or older than the name' >&2
  exit 1
fi
`;
}

/**
 * Lines for a script under `set -e`, after {@link renderTimeZone}. They set `jumps` to `true` or `false`: whether the clock of
 * the zone changes before a reboot that begins now has ended. When a clock is put forward, a slot that is one hour later by the
 * clock begins at once: the reboots of two zones would overlap, and reboots would end after their window.
 */
export function renderClockCheck(timeZone: string, outageMinutes: number): string {
  if (timeZone === UTC) return 'jumps=false\n';
  return `jumps=false
offset=$(date --date=now +%z)
later=$(date --date='${outageMinutes} minutes' +%z)
if [ "$offset" != "$later" ]; then
  jumps=true
fi
`;
}
