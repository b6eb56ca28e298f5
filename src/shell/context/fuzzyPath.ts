/**
 * How well a query fits a path, higher is better; undefined where its characters do not come in order. A run, a word's
 * beginning and the file's own name count most, as in the editor's own *Go to File*.
 */
export function fuzzyPath(query: string, path: string): number | undefined {
  if (query === '') return 0;
  const wanted = query.toLowerCase().replaceAll('\\', '/');
  const name = path.slice(path.lastIndexOf('/') + 1);
  // A slash in the query means the path; otherwise the name alone is tried first.
  const inName = wanted.includes('/') ? undefined : score(wanted, name);
  if (inName !== undefined) return inName + 100 - Math.min(50, name.length);
  const inPath = score(wanted, path);
  return inPath === undefined ? undefined : inPath - Math.min(50, path.length / 4);
}

function score(wanted: string, text: string): number | undefined {
  const lower = text.toLowerCase();
  const whole = lower.indexOf(wanted);
  if (whole !== -1) return wanted.length * 10 + (isStart(text, whole) ? 30 : 0) + (whole === 0 ? 20 : 0);
  let total = 0;
  let at = -1;
  for (const character of wanted) {
    const next = lower.indexOf(character, at + 1);
    if (next === -1) return undefined;
    total += next === at + 1 ? 5 : isStart(text, next) ? 4 : 1;
    at = next;
  }
  return total;
}

function isStart(text: string, at: number): boolean {
  const before = text[at - 1];
  if (before === undefined || /[^A-Za-z0-9]/.test(before)) return true;
  return /[a-z0-9]/.test(before) && /[A-Z]/.test(text[at] ?? '');
}
