import type { WeekWindow } from '../../../specs/time/week-window';
import { DAY_MINUTES } from '../../../values/minutes';

/**
 * Lines for a script under `set -e`, after those that set its time zone. They set `forbidden` to `true` or `false`: whether a
 * blackout holds now or in two minutes, so that a check that runs every minute has hidden the node's request before a window
 * begins. Days are those of the window's own time zone, and the part of a window after midnight belongs to the day on which the
 * window began. The lines are no function, because a condition disables `set -e`, and a failing `date` would then allow
 * everything.
 */
export function renderBlackoutCheck(window: WeekWindow): string {
  const { blackouts } = window;
  if (blackouts.length === 0) return 'forbidden=false\n';
  const spans = blackouts.map(({ from, to }) => `${digits(from)} ${digits(to)}\n`).join('');
  return `forbidden=false
for moment in now '2 minutes'; do
  day=$(date --date="$moment" +%Y%m%d)
${renderDayBefore(window)}  while read -r from to; do
    if [ "$day" -ge "$from" ] && [ "$day" -le "$to" ]; then
      forbidden=true
    fi
  done <<END
${spans}END
done
`;
}

// The day is shifted until the window's end only, because between two windows it is that of the next one. Noon exists on every
// day, also when clocks change at night.
function renderDayBefore({ startMinute, lengthMinutes }: WeekWindow): string {
  const end = startMinute + lengthMinutes - DAY_MINUTES;
  if (end <= 0) return '';
  return `  time=$(date --date="$moment" +%H%M)
  if [ "$time" -lt ${Math.floor(end / 60) * 100 + (end % 60)} ]; then
    day=$(date --date="$moment" +%Y-%m-%d)
    day=$(date --date="$day 12:00 1 day ago" +%Y%m%d)
  fi
`;
}

function digits(day: string): string {
  return day.replaceAll('-', '');
}
