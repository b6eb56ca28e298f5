const DAY = 24 * 60;

/** A span of the day; a missing end is midnight. */
export interface DaySpan {
  readonly fromTime?: string;
  readonly toTime?: string;
}

/** The minutes of the day at which a span begins and ends: it goes over midnight where the end comes first. */
function minutesOf({ fromTime, toTime }: DaySpan): { readonly from: number; readonly to: number } {
  return { from: fromTime === undefined ? 0 : minute(fromTime), to: toTime === undefined ? DAY : minute(toTime) };
}

/** Whether a minute of the day is in a span, the end excluded; one that nobody knows is in none. */
export function isWithin(span: DaySpan, minuteOfDay: number | undefined): boolean {
  if (span.fromTime === undefined && span.toTime === undefined) return true;
  if (minuteOfDay === undefined) return false;
  const { from, to } = minutesOf(span);
  return from <= to ? minuteOfDay >= from && minuteOfDay < to : minuteOfDay >= from || minuteOfDay < to;
}

function minute(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
