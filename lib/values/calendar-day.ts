const DAY_MS = 86_400_000;

/** A day as `2026-12-19`, counted from 1970; undefined for what is no day of a calendar. */
export function parseDay(text: string): number | undefined {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  // A day that no month has would roll over into the next one.
  const isReal = !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
  return isReal ? time / DAY_MS : undefined;
}
