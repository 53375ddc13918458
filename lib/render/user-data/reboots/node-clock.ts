import { shellQuote } from '../shell-quote';

/** The one zone that every node knows without a file, and whose clock is never changed. */
const UTC = 'UTC';

/**
 * Lines of a script that let its clock tell the time of a place, and end it where the node does not know the place: the C library
 * would take an unknown one for UTC without a word.
 */
export function renderTimeZone(timeZone: string): string {
  return `${renderZoneCheck(timeZone)}export TZ=${shellQuote(timeZone)}\n`;
}

/** The part of {@link renderTimeZone} that ends the script. */
export function renderZoneCheck(timeZone: string): string {
  if (timeZone === UTC) return '';
  return `if [ ! -e /usr/share/zoneinfo/${timeZone} ]; then
  echo 'this node does not know the time zone ${timeZone}: its tzdata is missing, or older than the name' >&2
  exit 1
fi
`;
}

/**
 * Lines of a script under `set -e`, after {@link renderTimeZone}, that say in `jumps`, `true` or `false`, whether the clock of the
 * place is changed before a reboot that begins now is over. In the hour that a clock is put forward, a slot of an hour later by
 * the clock comes at once: zones that take turns would touch, and reboots would end after their window.
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
