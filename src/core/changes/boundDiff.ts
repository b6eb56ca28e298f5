import type { FileDiff } from './readDiff.ts';

const MOST_PER_FILE = 6000;
const MOST_TOGETHER = 48_000;

/** Files whose changes say nothing by themselves: a tool wrote them. */
const GENERATED =
  /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|[^/]*\.lock|pnpm-lock\.yaml|bun\.lockb|go\.sum|[^/]*\.min\.(?:js|css)|[^/]*\.(?:map|snap))$|(?:^|\/)(?:node_modules|dist|vendor)\//;

/** Which files of a diff are shown to a model, how much of each, and how a line is written. */
export interface DiffView {
  /** Files that tend to hold secrets: not even their names are sent. */
  readonly isPrivate: (path: string) => boolean;
  /** Writes the number of each line of the new text before it. */
  readonly numbered?: boolean;
}

/**
 * A diff as a model reads it, within bounds: lock files, generated and binary ones are only named, long ones cut with a
 * note, private ones left out.
 */
export function boundDiff(files: readonly FileDiff[], { isPrivate, numbered = false }: DiffView): string {
  const shown = files.filter(({ path }) => !isPrivate(path));
  const share = Math.max(800, Math.min(MOST_PER_FILE, Math.floor(MOST_TOGETHER / Math.max(1, shown.length))));
  let left = MOST_TOGETHER;
  const parts = shown.map((file) => {
    const head = `${file.path} (${file.state === 'binary' ? 'binary, changed' : file.state})`;
    if (file.hunks.length === 0 || GENERATED.test(file.path)) return head;
    const body = cut(hunkLines(file, numbered), Math.min(share, left));
    left -= body.length;
    return body === '' ? head : `${head}\n${body}`;
  });
  return parts.join('\n\n');
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
