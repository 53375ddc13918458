import { list, members, oneOf, optional, text } from '../fields/shape';
import { type BlackoutInput, WEEKDAYS, type WeekWindowInput } from './week-window-input';

/** Shape of a window. */
export const weekWindowShape = members<WeekWindowInput>({
  days: list(oneOf(...WEEKDAYS)),
  start: text,
  end: text,
  timeZone: optional(text),
  blackouts: optional(list(members<BlackoutInput>({ from: text, to: text }))),
});
