import type { Figure, SkippedFigure } from './figure.ts';

/** A figure for people: its values, then what was aimed at and whether this run got there. */
export function report(figure: Figure | SkippedFigure): string {
  if ('skipped' in figure) return `\n${figure.name}\n  skipped: ${figure.skipped}`;
  const labels = [...figure.values.map(({ label }) => label), ...figure.aims.map(({ what }) => what)];
  const width = Math.max(...labels.map((label) => label.length)) + 2;
  const line = (label: string, value: number, unit: string) =>
    `  ${label.padEnd(width)}${decimals(value).padStart(10)} ${unit}`;
  return [
    `\n${figure.name}: ${figure.about}`,
    ...figure.values.map(({ label, value, unit }) => line(label, value, unit)),
    ...(figure.notes ?? []).map((note) => `  ${note}`),
    '  aims',
    ...figure.aims.map(
      ({ what, value, atMost, unit, met }) =>
        `${line(what, value, unit)}  (at most ${atMost} ${unit}: ${met ? 'met' : 'not met'})`,
    ),
  ].join('\n');
}

function decimals(value: number): string {
  return value.toFixed(Math.abs(value) < 10 ? 3 : 1);
}
