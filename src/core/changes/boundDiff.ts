import type { FileDiff } from './readDiff.ts';

const MOST_PER_FILE = 6000;
const MOST_TOGETHER = 48_000;

/** Files whose changes say nothing by themselves: a tool wrote them. */
const GENERATED =
  /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|[^/]*\.lock|pnpm-lock\.yaml|bun\.lockb|go\.sum|[^/]*\.min\.(?:js|css)|[^/]*\.(?:map|snap))$|(?:^|\/)(?:node_modules|dist|vendor)\//;

/** Which files of a diff are shown to a model, how much of each, and how a line is written. */
export interface DiffView {
  /** Files that tend to hold secrets: they are only named. */
  readonly isPrivate: (path: string) => boolean;
  /** Writes the number of each line of the new text before it. */
  readonly numbered?: boolean;
  /** The most characters of one file, and of all together. */
  readonly most?: { readonly perFile: number; readonly together: number };
}

/** A diff as a model reads it, and what became of its files. */
export interface BoundDiff {
  readonly text: string;
  readonly shown: readonly FileDiff[];
  readonly withheld: readonly FileDiff[];
  /** The paths of shown files of which a part had to be left out. */
  readonly shortened: readonly string[];
}

/**
 * A diff within bounds: lock files, generated and binary ones are only named, so are private ones, under their old name
 * too; long ones are cut with a note.
 */
export function boundDiff(
  files: readonly FileDiff[],
  { isPrivate, numbered = false, most = { perFile: MOST_PER_FILE, together: MOST_TOGETHER } }: DiffView,
): BoundDiff {
  const withheld = files.filter(({ path, from = path }) => isPrivate(path) || isPrivate(from));
  const shown = files.filter((file) => !withheld.includes(file));
  const bodies = new Map(shown.map((file) => [file, GENERATED.test(file.path) ? [] : hunkLines(file, numbered)]));
  const share = fairShare([...bodies.values()].map(lengthOf), most);
  const shortened: string[] = [];
  let left = most.together;
  const parts = files.map((file) => {
    const lines = bodies.get(file);
    const path = inOneLine(file.path);
    if (lines === undefined) return `${path} (${file.state}; not shown: it may hold secrets)`;
    const head = `${path} (${file.state === 'binary' ? 'binary, changed' : file.state})`;
    const bound = Math.min(share, left);
    if (lengthOf(lines) > bound) shortened.push(file.path);
    const body = cut(lines, bound);
    left -= body.length;
    return body === '' ? head : `${head}\n${body}`;
  });
  return { text: parts.join('\n\n'), shown, withheld, shortened };
}

/** A path may hold line ends, behind which it could pass for the head of another file. */
function inOneLine(path: string): string {
  return /\p{Cc}/u.test(path) ? JSON.stringify(path) : path;
}

/** What each file may take: all it may have where everything fits. */
function fairShare(lengths: readonly number[], most: NonNullable<DiffView['most']>): number {
  const wanted = lengths.reduce((sum, length) => sum + Math.min(length, most.perFile), 0);
  if (wanted <= most.together) return most.perFile;
  return Math.max(800, Math.min(most.perFile, Math.floor(most.together / lengths.length)));
}

function lengthOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length + 1, 0);
}

function hunkLines({ hunks }: FileDiff, numbered: boolean): string[] {
  return hunks.flatMap(({ start, lines }, index) => {
    let number = start;
    const written = lines.map((line) => {
      if (!numbered) return line;
      const label = line.startsWith('-') ? '' : String(number++);
      return `${label.padStart(5)} ${line}`;
    });
    return index === 0 ? written : ['…', ...written];
  });
}

function cut(lines: readonly string[], most: number): string {
  const kept: string[] = [];
  let length = 0;
  for (const line of lines) {
    length += line.length + 1;
    if (length > most) return kept.length === 0 ? '' : [...kept, '… (cut)'].join('\n');
    kept.push(line);
  }
  return kept.join('\n');
}
