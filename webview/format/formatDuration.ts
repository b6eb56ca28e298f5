/** Milliseconds for a reader: `340 ms`, `2.1 s`, `21 s`, `1 min 5 s`, never broken over two lines. */
export function formatDuration(ms: number): string {
  if (ms < 999.5) return `${Math.max(0, Math.round(ms))}\u00a0ms`;
  const seconds = ms / 1000;
  if (seconds < 9.95) return `${seconds.toFixed(1)}\u00a0s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole}\u00a0s`;
  const rest = whole % 60;
  return rest === 0 ? `${whole / 60}\u00a0min` : `${(whole - rest) / 60}\u00a0min ${rest}\u00a0s`;
}
