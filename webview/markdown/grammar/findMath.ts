/** How far a closing mark is looked for: a text full of opening ones must not cost its square. */
const WITHIN = { sentence: 1000, display: 4000 } as const;

const CLOSINGS: Readonly<Record<string, string>> = { '\\(': '\\)', '\\[': '\\]', $$: '$$' };

/**
 * The formula that begins at this place, with its marks: `$x$`, `$$x$$`, `\(x\)` or `\[x\]`; null where none does. A
 * dollar opens only before, and closes only behind, something that is no blank, and not beside a word or a digit: prices
 * and shell variables are no formulas.
 */
export function findMath(text: string, from: number, to: number): string | null {
  const closing = CLOSINGS[text.slice(from, from + 2)];
  if (closing !== undefined) {
    const part = text.slice(from, Math.min(to, from + WITHIN.display));
    const end = part.indexOf(closing, 2);
    return end < 0 || part.slice(2, end).trim() === '' ? null : part.slice(0, end + 2);
  }
  if (text[from] !== '$' || /[\w$\\]/.test(text[from - 1] ?? '')) return null;
  const part = text.slice(from, Math.min(to, from + WITHIN.sentence));
  const match = /^\$(?=[^\s$])((?:[^$\\`]|\\[\s\S])*?)(?<!\s)\$(?![\w$])/.exec(part);
  return match === null || isPrice(match[1] ?? '') ? null : match[0];
}

/** `$5 (or 10$)` fits the rule, and is money all the same. */
function isPrice(content: string): boolean {
  return /^[\d.,]+\b/.test(content) && /\b[A-Za-z]{2,}\b/.test(content) && !/[\\^_={}]/.test(content);
}
