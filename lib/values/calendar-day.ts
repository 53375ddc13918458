const DAY_MS = 86_400_000;

/** Days from 1970-01-01 to a day such as `2026-12-19`; undefined for another form and for a day that the calendar does not have. */
export function parseDay(text: string): number | undefined {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  // Date.parse reads 2026-02-30 as 2 March instead of refusing it, so the text is compared with the day that was read.
  const isReal = !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
  return isReal ? time / DAY_MS : undefined;
}
