/** Minutes of a day that has no change of daylight saving. */
export const DAY_MINUTES = 1440;

/** Minutes of a week that has no change of daylight saving. */
export const WEEK_MINUTES = 7 * DAY_MINUTES;

/** A minute of a day as text: `01:05`; from minute 1440 on, the minutes of the next day begin at `00:00` again. */
export function renderMinute(minute: number): string {
  const two = (amount: number): string => String(amount).padStart(2, '0');
  const ofDay = minute % DAY_MINUTES;
  return `${two(Math.floor(ofDay / 60))}:${two(ofDay % 60)}`;
}
