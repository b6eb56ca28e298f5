/** A longer pattern, or a deeper path, is nothing that a person wrote: it matches nothing. */
const LONGEST = 400;

/**
 * Whether a path fits a pattern as editors know it: `*` and `?` within a segment, `**` for any number of segments,
 * `{a,b}` for either. A pattern without a slash is about the file's name, in whatever folder. Case does not matter: it
 * does not on many disks. Takes time by the product of both lengths at most, whatever the pattern is.
 */
export function matchesGlob(path: string, pattern: string): boolean {
  if (pattern.length > LONGEST || pattern === '') return false;
  const segments = path.replaceAll('\\', '/').toLowerCase().split('/').filter(Boolean).slice(-LONGEST);
  const deep = pattern.includes('/') ? pattern : `**/${pattern}`;
  return alternatives(deep.toLowerCase()).some((one) => fits(one.split('/').filter(Boolean), segments, segmentFits));
}

const MOST_ALTERNATIVES = 64;

/** The patterns that the first braces stand for, and theirs. */
function alternatives(pattern: string): string[] {
  const pending = [pattern];
  const plain: string[] = [];
  while (pending.length > 0 && plain.length + pending.length <= MOST_ALTERNATIVES) {
    const one = pending.pop() ?? '';
    const braces = /\{([^{}]*)\}/.exec(one);
    if (braces === null) plain.push(one);
    else
      for (const part of (braces[1] ?? '').split(',')) {
        pending.push(one.slice(0, braces.index) + part + one.slice(braces.index + braces[0].length));
      }
  }
  return plain;
}

function segmentFits(pattern: string, segment: string): boolean {
  const wild = (one: string) => (one === '*' ? '**' : one);
  return fits([...pattern].map(wild), [...segment], (one, character) => one === '?' || one === character);
}

/** Matches from left to right; `**` takes as little as it can and more when what follows it does not fit. */
function fits(pattern: readonly string[], parts: readonly string[], same: (one: string, part: string) => boolean) {
  let [at, part] = [0, 0];
  let back: { at: number; part: number } | undefined;
  while (part < parts.length) {
    const one = pattern[at];
    if (one === '**') {
      back = { at, part };
      at += 1;
    } else if (one !== undefined && same(one, parts[part] ?? '')) {
      at += 1;
      part += 1;
    } else if (back !== undefined) {
      back.part += 1;
      at = back.at + 1;
      part = back.part;
    } else return false;
  }
  while (pattern[at] === '**') at += 1;
  return at === pattern.length;
}
