import type { WeekWindow } from '../../../specs/time/week-window';

/**
 * Lines of a script under `set -e`, after those that set its time zone, that say in `forbidden`, `true` or `false`, whether a blackout is now or in two minutes: what
 * looks every minute has hidden its wish when a window begins. Days are those of the window's own time zone, and what is left of
 * a window after midnight belongs to the day on which it began. They are no function: in a condition `set -e` is off, and a
 * `date` that fails would allow everything.
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

// By its end: between two windows the day is that of the next one. Noon exists on every day, whatever the clocks do at night.
function renderDayBefore({ startMinute, lengthMinutes }: WeekWindow): string {
  const end = startMinute + lengthMinutes - 1440;
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
