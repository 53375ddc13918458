import { list, members } from '../fields/compound-fields';
import { type Resolved, withDefault } from '../fields/field';
import { oneOf, text } from '../fields/leaf-fields';
import { type BlackoutInput, WEEKDAYS, type WeekWindowInput } from './week-window-input';

/** Fields of a window. */
export const weekWindowFields = members<WeekWindowInput>()({
  days: list(oneOf(...WEEKDAYS)),
  start: text,
  end: text,
  timeZone: withDefault(text, 'UTC'),
  blackouts: withDefault(list(members<BlackoutInput>()({ from: text, to: text })), []),
});

/** Members of a window as they were written, with every default filled in. */
export type WeekWindowMembers = Resolved<typeof weekWindowFields>;
