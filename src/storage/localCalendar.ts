import type { Periods } from '../core/accounting/budget.ts';

/** The day and the month of a moment (milliseconds since 1970) by the clock on the user's wall. */
export function localCalendar(now: number): Periods {
  const date = new Date(now);
  const [year, month, day] = [date.getFullYear(), date.getMonth(), date.getDate()];
  return {
    day: new Date(year, month, day).getTime(),
    month: new Date(year, month, 1).getTime(),
    nextDay: new Date(year, month, day + 1).getTime(),
  };
}
