/** Whether a name is one of the time zone database's own; offsets and abbreviations are not. */
export function isTimeZone(name: string): boolean {
  return name === 'UTC' || Intl.supportedValuesOf('timeZone').includes(name);
}

/**
 * Minutes that a zone is ahead of UTC at a moment: 60 for Amsterdam in winter.
 *
 * @param time in milliseconds since 1970.
 */
export function zoneOffsetMinutes(timeZone: string, time: number): number {
  const parts = formatOf(timeZone).formatToParts(time);
  const read = (type: string): number => Number(parts.find((part) => part.type === type)?.value);
  const local = Date.UTC(read('year'), read('month') - 1, read('day'), read('hour'), read('minute'));
  return Math.round((local - Math.floor(time / 60_000) * 60_000) / 60_000);
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'iso8601',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
}
