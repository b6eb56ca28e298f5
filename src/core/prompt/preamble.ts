/** What a model says before it goes on with an answer. */
export interface Preamble {
  /** Where it ends. */
  readonly end: number;
  /** It is one whatever follows; else only where a repetition follows. */
  readonly sure: boolean;
}

/** How remarks begin that speak to the reader. */
const POLITE = [
  'sure',
  'certainly',
  'of course',
  'absolutely',
  'okay',
  'ok',
  'alright',
  'understood',
  'sorry',
  'apologies',
  'my apologies',
  'i apologize',
  "i'll continue",
  'i will continue',
  "let's continue",
  'let me continue',
];
/** How remarks begin that might be a sentence of the answer too. */
const PLAIN = [
  'continuing',
  'continued',
  'continuation',
  'resuming',
  'picking up',
  'here is',
  "here's",
  'here are',
  '(continu',
  '[continu',
  '**continu',
];
const OPENERS = [...POLITE, ...PLAIN];

const LONGEST_REMARK = 160;
const LONGEST_FENCE = 60;
const OF_CONTINUING = /continu|resum|left off|cut off|stopped|\brest\b|remain|picking up|where (?:i|it|we) was/i;

/**
 * The remark that a continuation begins with ("Sure, continuing:") and the code fence that it opens once more inside a
 * block of the text before it. `wait` while there may still be one, undefined where there is none.
 */
export function preambleOf(after: string, before: string, over: boolean): Preamble | 'wait' | undefined {
  const remark = remarkOf(after, before, over);
  if (remark === 'wait') return 'wait';
  const start = remark?.end ?? 0;
  const fence = fenceOf(after.slice(start), before, over);
  if (fence === 'wait') return 'wait';
  return fence === undefined ? remark : { end: start + fence, sure: true };
}

function remarkOf(after: string, before: string, over: boolean): Preamble | 'wait' | undefined {
  const text = after.trimStart();
  const lower = text.toLowerCase();
  if (/^\p{Ll}/u.test(text)) return undefined;
  const opener = OPENERS.find((one) => lower.startsWith(one));
  if (opener === undefined) return !over && OPENERS.some((one) => one.startsWith(lower)) ? 'wait' : undefined;
  const [line = ''] = /^[^\n:]*(?::|\n)/.exec(text) ?? [];
  if (line.length > LONGEST_REMARK) return undefined;
  if (line === '') return !over && text.length <= LONGEST_REMARK ? 'wait' : undefined;
  const [blanks = ''] = /^(?:[ \t]*\n)*/.exec(text.slice(line.length)) ?? [];
  const end = line.length + blanks.length;
  const next = text.slice(end);
  if (next.trim() === '' && !over) return 'wait';
  const speaksOfIt = OF_CONTINUING.test(line);
  return { end: after.length - text.length + end, sure: speaksOfIt && (POLITE.includes(opener) || isCutShort(before)) };
}

/** The text stops within a sentence or a line. */
function isCutShort(text: string): boolean {
  return /[\p{L}\p{N},(-]\s*$/u.test(text) && !text.endsWith('\n');
}

/** How long the fence is that a continuation opens although the text before it is still in a block. */
function fenceOf(after: string, before: string, over: boolean): number | 'wait' | undefined {
  const open = openFence(before);
  if (open === undefined || !/^\s*(?:[`~]|$)/.test(after)) return undefined;
  const match = /^\s*(`{3,}|~{3,})[ \t]*([^\n`]{0,40})\n/.exec(after);
  if (match === null) {
    const mayCome = !over && !after.trimStart().includes('\n') && after.length <= LONGEST_FENCE;
    return mayCome ? 'wait' : undefined;
  }
  // A fence without a language closes the block.
  const language = match[2]?.trim() ?? '';
  return language === '' ? undefined : match[0].length;
}

/** The fence of the block that a text ends in; undefined where it ends outside of any. */
function openFence(text: string): string | undefined {
  let open: string | undefined;
  for (const [, fence = '', info = ''] of text.matchAll(/^[ \t]*(`{3,}|~{3,})([^\n]*)\n/gm)) {
    if (open === undefined) open = fence;
    else if (info.trim() === '' && fence.startsWith(open)) open = undefined;
  }
  return open;
}
