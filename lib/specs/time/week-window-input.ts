/** Days of the week, in its order. */
export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

/** A day of the week. */
export type Weekday = (typeof WEEKDAYS)[number];

/** A window that recurs every week, in the time of a place: its hours follow the daylight saving of that place. */
export interface WeekWindowInput {
  /** Days on which the window begins, each once; at least one. */
  readonly days: readonly Weekday[];
  /** First minute: `01:00`. */
  readonly start: string;
  /** First minute after it: `05:00`; of the next day where it is not after the start, so that equal times are 24 hours. */
  readonly end: string;
  /**
   * Name of the time zone database: `Europe/Amsterdam`. Avoid offsets: they know no daylight saving.
   * @default 'UTC'
   */
  readonly timeZone?: string;
  /**
   * Days, both included, on which no window begins, at most 20 spans.
   * @default - none
   */
  readonly blackouts?: readonly BlackoutInput[];
}

/** Days on which no window begins. */
export interface BlackoutInput {
  /** First day: `2026-12-19`. */
  readonly from: string;
  /** Last day: `2027-01-03`. */
  readonly to: string;
}
