/** The minutes since midnight of a moment (milliseconds since 1970) by the clock on the user's wall. */
export function localMinute(now: number): number {
  const date = new Date(now);
  return date.getHours() * 60 + date.getMinutes();
}
