import { list, members } from '../fields/compound-fields';
import { type Field, type Resolved, withDefault } from '../fields/field';
import { oneOf, text } from '../fields/leaf-fields';
import { type BlackoutInput, WEEKDAYS, type Weekday, type WeekWindowInput } from './week-window-input';

const listOfDays = list(oneOf(...WEEKDAYS));

/** A list of days, or the word for all of them. */
const days: Field<readonly Weekday[] | 'every-day', readonly Weekday[]> = {
  facts: listOfDays.facts,
  judge: (value, path, problems) => {
    if (typeof value !== 'string') return listOfDays.judge(value, path, problems);
    const remedy = "write the days in square brackets, or 'every-day'";
    return problems.require(value === 'every-day', path, "be a list of days or 'every-day'", value, remedy);
  },
  resolve: (value) => (value === 'every-day' ? WEEKDAYS : value),
};

/** Fields of a window. */
export const weekWindowFields = members<WeekWindowInput>()({
  days,
  start: text,
  end: text,
  timeZone: withDefault(text, 'UTC'),
  blackouts: withDefault(list(members<BlackoutInput>()({ from: text, to: text })), []),
});

/** Members of a window as they were written, with every default filled in. */
export type WeekWindowMembers = Resolved<typeof weekWindowFields>;
