/** A model's name as benchmarks and vendors write it differently, in one form: `anthropic/Claude-Opus-4.5@20251101` is `claude-opus-4-5`. */
export function plainName(name: string): string {
  return (name.toLowerCase().split('/').at(-1) ?? '')
    .replace(/:.*$/, '')
    .replace(/[._@ ]+/g, '-')
    .replace(/-(?:20\d{6}|20\d\d-\d\d-\d\d|\d\d-20\d\d|latest)$/, '')
    .replace(/-(?:instruct|it|preview|exp|beta)(?=-|$)/g, '');
}

/** What a plain name says: the line of models it belongs to, and its place in that line. */
export interface Lineage {
  /** Without its version: `claude-opus`, `gpt-mini`, `gemini-flash-lite`, `qwen-32b`. */
  readonly line: string;
  /** The numbers of its version, in order; none where the name means the newest. */
  readonly version: readonly number[];
}

const SIZE = /^(?:\d+x)?\d+b$|^a\d+b$/;
/** Months and days that some vendors date their snapshots with. */
const DATED = /^\d{4}$/;

/** Reads the line and the version out of a plain name. */
export function lineageOf(plain: string): Lineage {
  const words: string[] = [];
  const version: number[] = [];
  for (const token of plain.split('-')) {
    if (SIZE.test(token)) words.push(token);
    else {
      if (!DATED.test(token)) for (const number of token.match(/\d+/g) ?? []) version.push(Number(number));
      const word = token.replace(/\d+/g, '');
      if (word.length > 1) words.push(word);
    }
  }
  return { line: words.join('-'), version };
}

/** Below zero where the first version is the older one. */
export function compareVersions(a: readonly number[], b: readonly number[]): number {
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
