/** Days of the week, in its order. */
export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

/** A day of the week. */
export type Weekday = (typeof WEEKDAYS)[number];

/** A window that recurs every week in the time of a time zone; its hours follow the daylight saving of that zone. */
export interface WeekWindowInput {
  /** Days on which the window begins, each once; at least one, or `every-day`. */
  readonly days: readonly Weekday[] | 'every-day';
  /** First minute: `01:00`. */
  readonly start: string;
  /** First minute after the window: `05:00`; on the next day where it is not after `start`, so that equal times mean 24 hours. */
  readonly end: string;
  /**
   * Name in the time zone database: `Europe/Amsterdam`. Offsets are refused, because they do not follow daylight saving.
   * @default 'UTC'
   */
  readonly timeZone?: string;
  /**
   * Spans of days on which no window begins, first and last day included; at most 20.
   * @default - no blackouts
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
