import type { RebootWindow } from '../../specs/reboot-schedule';
import { shellQuote } from '../shell-quote';

/**
 * Shell functions that know a window's blackouts: `reboots_forbidden` succeeds on the days without reboots. Days are those of
 * the window's own time zone, and the hours after midnight belong to the day on which the window began.
 */
export function renderWindowFunctions(window: RebootWindow): string {
  return `export TZ=${shellQuote(window.timeZone)}

${window.blackouts.length === 0 ? NEVER_FORBIDDEN : renderForbidden(window)}`;
}

const NEVER_FORBIDDEN = `reboots_forbidden() {
  return 1
}
`;

function renderForbidden({ blackouts, startMinute, lengthMinutes }: RebootWindow): string {
  const spans = blackouts.map(({ from, to }) => `${digits(from)}:${digits(to)}`).join(' ');
  const before = startMinute + lengthMinutes > 1440 ? dayBefore(startMinute) : '';
  return `reboots_forbidden() {
  day=$(date +%Y%m%d)
${before}  for span in ${spans}; do
    if [ "$day" -ge "\${span%:*}" ] && [ "$day" -le "\${span#*:}" ]; then
      return 0
    fi
  done
  return 1
}
`;
}

// Noon exists on every day, whatever the clocks do at night.
function dayBefore(startMinute: number): string {
  return `  if [ "$(($(date +%-H) * 60 + $(date +%-M)))" -lt ${startMinute} ]; then
    day=$(date --date="$(date +%F) 12:00 1 day ago" +%Y%m%d)
  fi
`;
}

function digits(day: string): string {
  return day.replaceAll('-', '');
}
