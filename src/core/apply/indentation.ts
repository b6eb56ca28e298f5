import { indentOf, type Shift, shifted } from './findLines.ts';

/** How a text indents: by tabs, or by so many blanks; undefined where it does not show. */
export type IndentUnit = 'tab' | number | undefined;

/** The unit that the lines of a text indent by: the smallest step that most of them are made of. */
export function indentUnit(lines: readonly string[]): IndentUnit {
  const indents = lines
    .filter((line) => line.trim() !== '')
    .map(indentOf)
    .filter((indent) => indent !== '');
  if (indents.length === 0) return undefined;
  if (indents.filter((indent) => indent.startsWith('\t')).length * 2 > indents.length) return 'tab';
  const widths = indents.map((indent) => indent.length);
  return [8, 4, 3, 2].find((unit) => widths.filter((width) => width % unit === 0).length >= widths.length * 0.9);
}

/** Lines without the indentation that all of them have. */
export function dedent(lines: readonly string[]): string[] {
  const worded = lines.filter((line) => line.trim() !== '');
  const common = worded.reduce(
    (shared, line) => {
      const indent = indentOf(line);
      let length = 0;
      while (length < Math.min(shared.length, indent.length) && shared[length] === indent[length]) length++;
      return shared.slice(0, length);
    },
    indentOf(worded[0] ?? ''),
  );
  return lines.map((line) => (line.trim() === '' ? '' : line.slice(common.length)));
}

/** Dedented lines as they would stand in a text that indents by `unit`, at this indentation. */
export function indented(lines: readonly string[], at: string, unit: IndentUnit): string[] {
  const own = indentUnit(lines);
  const shift: Shift = { add: at, remove: '' };
  return lines.map((line) =>
    shifted(own === undefined || unit === undefined ? line : converted(line, own, unit), shift),
  );
}

function converted(line: string, from: 'tab' | number, to: 'tab' | number): string {
  if (from === to) return line;
  const indent = indentOf(line);
  const levels = from === 'tab' ? /^\t*/.exec(indent)?.[0].length : Math.floor(indent.length / from);
  if (levels === undefined) return line;
  const rest = from === 'tab' ? indent.slice(levels) : indent.slice(levels * from);
  return (to === 'tab' ? '\t'.repeat(levels) : ' '.repeat(levels * to)) + rest + line.slice(indent.length);
}
