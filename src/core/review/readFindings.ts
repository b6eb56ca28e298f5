/** How much a finding matters. */
export type Severity = 'high' | 'medium' | 'low';

/** One finding of a review as its author wrote it: nothing in it is checked against the code yet. */
export interface Finding {
  readonly severity: Severity;
  readonly path: string;
  /** Counted from one. */
  readonly line: number;
  readonly endLine: number;
  readonly title: string;
  /** Markdown. */
  readonly body: string;
  /** The first line it is about, as the author quoted it. */
  readonly quote?: string;
}

/** How an answer has to be written for `readFindings` to understand it. */
export const REVIEW_FORM =
  'Give each finding, the worst first, a heading of exactly this form: `### High · path/to/file.ts:12-14 · What is wrong in a few words` (High, Medium or Low; the path and the line numbers as they are given). Below it quote the first line it is about as `> the line`, then explain in a few sentences why it matters and give the remedy. Report only what is really wrong or risky; without any finding say so in one sentence and write no heading.';

const WORDS: readonly (readonly [Severity, RegExp])[] = [
  ['high', /\b(?:high|critical|blocker|severe|major|error|bug|security)\b/i],
  ['medium', /\b(?:medium|moderate|warning)\b/i],
  ['low', /\b(?:low|minor|nit(?:pick)?|info|trivial|suggestion|style)\b/i],
];

/** A place: a path with an extension or a slash, then one line or a range of them. */
const PLACE = /[`[(]*([^\s`[\]()·:*|]*[^\s`[\]()·:*|/]):(\d+)(?:(?::\d+)?[-–—](\d+))?(?::\d+)?[`\])]*/;
const HEAD = /^ {0,3}(?:#{1,6}\s+|(?:[-*]|\d+[.)])\s+(?=\S))(.*)$/;
const MOST = 100;

/** The findings in a review's Markdown, in its order; what names no severity and place is no finding. */
export function readFindings(markdown: string): Finding[] {
  const found: { head: Omit<Finding, 'body' | 'quote'>; lines: string[] }[] = [];
  let inFence = false;
  for (const line of markdown.split('\n')) {
    if (/^\s*(?:```|~~~)/.test(line)) inFence = !inFence;
    const text = inFence ? undefined : HEAD.exec(line)?.[1];
    const head = text === undefined ? undefined : readHead(text);
    if (head !== undefined) found.push({ head, lines: [] });
    // Another heading ends a finding.
    else if (!inFence && /^#{1,6}\s/.test(line) && found.length > 0) found.push({ head: NOBODY, lines: [] });
    else found.at(-1)?.lines.push(line);
  }
  return found
    .filter(({ head }) => head !== NOBODY)
    .slice(0, MOST)
    .map(({ head, lines }) => {
      const { body, ...quote } = bodyOf(lines);
      return { ...head, ...quote, body, title: head.title || firstWords(body) };
    });
}

const NOBODY: Omit<Finding, 'body' | 'quote'> = { severity: 'low', path: '', line: 0, endLine: 0, title: '' };

function readHead(text: string): Omit<Finding, 'body' | 'quote'> | undefined {
  const place = PLACE.exec(text);
  if (place === null) return undefined;
  const before = text.slice(0, place.index);
  // Behind a link's text stands its address.
  const after = text.slice(place.index + place[0].length).replace(/^\([^)]*\)/, '');
  const severity = severityIn(before) ?? severityIn(after.slice(0, 30));
  const [, path = '', first = '', last] = place;
  if (severity === undefined || !/[./\\]/.test(path)) return undefined;
  const line = Number(first);
  const endLine = Math.max(line, last === undefined ? line : Number(last));
  const title = plain(after) || plain(before.replace(WORDS.find(([name]) => name === severity)?.[1] ?? '', ''));
  return { severity, path: path.replaceAll('\\', '/').replace(/^(?:\.\/|\/)/, ''), line, endLine, title };
}

function severityIn(text: string): Severity | undefined {
  return WORDS.find(([, pattern]) => pattern.test(text))?.[0];
}

function firstWords(body: string): string {
  return plain(/^(?!```|>).{1,80}(?=\s|$)/m.exec(body)?.[0] ?? '');
}

/** Without the marks and dots around it. */
function plain(text: string): string {
  return text.replace(/[*_`[\]]/g, '').replace(/^[\s·:—–|()-]+|[\s·:—–|(-]+$/g, '');
}

function bodyOf(lines: readonly string[]): Pick<Finding, 'body' | 'quote'> {
  const text = lines.join('\n').trim();
  const quoted = /^>\s?(.*)(?:\n>.*)*\n*/.exec(text);
  const fenced = quoted === null ? /^```[^\n]*\n([^\n]*)\n(?:[^\n]*\n)*?```\n*/.exec(text) : null;
  const quote = unmarked(quoted?.[1] ?? fenced?.[1] ?? '');
  const body = quoted === null ? text : text.slice(quoted[0].length).trim();
  return { body, ...(quote === '' ? {} : { quote }) };
}

function unmarked(quote: string): string {
  return quote
    .trim()
    .replace(/^`+|`+$/g, '')
    .trim();
}
