/** How closely lines were compared: as written, but for blanks at their ends, but for one common indentation, but for all blanks. */
const CLOSENESS = ['exact', 'trailing', 'indented', 'blanks'] as const;
export type Closeness = (typeof CLOSENESS)[number];

export interface FoundLines {
  readonly closeness: Closeness;
  /** Every index where the lines begin. */
  readonly at: readonly number[];
}

/**
 * Where some lines stand among others, compared as closely as finds them at all; `from` leaves out what lies before. An
 * empty list is found nowhere.
 */
export function findLines(among: readonly string[], lines: readonly string[], from = 0): FoundLines | undefined {
  if (lines.length === 0 || lines.every((line) => line.trim() === '')) return undefined;
  for (const closeness of CLOSENESS) {
    const at: number[] = [];
    for (let index = from; index + lines.length <= among.length; index++) {
      if (matchesAt(among, lines, index, closeness)) at.push(index);
    }
    if (at.length > 0) return { closeness, at };
  }
  return undefined;
}

/** Whether the lines stand at this index. */
function matchesAt(among: readonly string[], lines: readonly string[], index: number, closeness: Closeness): boolean {
  if (closeness !== 'indented')
    return lines.every((line, offset) => sameLine(among[index + offset] ?? '\0', line, closeness));
  const shift = shiftBetween(lines, among, index);
  return (
    shift !== undefined &&
    lines.every((line, offset) => (among[index + offset] ?? '\0').trimEnd() === shifted(line, shift).trimEnd())
  );
}

export function sameLine(one: string, other: string, closeness: Closeness): boolean {
  switch (closeness) {
    case 'exact':
      return one === other;
    case 'trailing':
      return one.trimEnd() === other.trimEnd();
    case 'indented':
    case 'blanks':
      return isNear(one, other) && one.replace(/\s+/g, '') === other.replace(/\s+/g, '');
  }
}

/** Most lines differ in their first sign already: that is quickly seen. */
function isNear(one: string, other: string): boolean {
  return one.trimStart()[0] === other.trimStart()[0];
}

/** By which indentation some lines stand deeper (`add`) or less deep (`remove`) than they were written. */
export interface Shift {
  readonly add: string;
  readonly remove: string;
}

/** The indentation between lines as written and as they stand at an index; undefined where there is no common one. */
export function shiftBetween(lines: readonly string[], among: readonly string[], index: number): Shift | undefined {
  const offset = lines.findIndex((line) => line.trim() !== '');
  const [written, found] = [indentOf(lines[offset] ?? ''), indentOf(among[index + offset] ?? '')];
  if (found.endsWith(written)) return { add: found.slice(0, found.length - written.length), remove: '' };
  if (written.endsWith(found)) return { add: '', remove: written.slice(0, written.length - found.length) };
  return undefined;
}

/** A line moved by a shift; blank lines stay. */
export function shifted(line: string, { add, remove }: Shift): string {
  if (line.trim() === '') return line;
  return add + (line.startsWith(remove) ? line.slice(remove.length) : line.trimStart());
}

export function indentOf(line: string): string {
  return /^[ \t]*/.exec(line)?.[0] ?? '';
}
