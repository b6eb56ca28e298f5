const OPEN = String.raw`(?:\/\/+|#+|--+|;+|%+|\/\*+|<!--|\{\s*\/\*+|"""|'|REM\b)`;
const CLOSE = String.raw`(?:\*+\/\s*\}?|-->|""")?`;
const WORDS =
  /\b(?:existing|rest|unchanged|remain(?:s|ing|der)?|same|other|previous|keep|code|omitted|here|original|before|above|below|unmodified)\b/i;
const COMMENT = new RegExp(`^\\s*${OPEN}\\s*(.*?)\\s*${CLOSE}\\s*$`);

/** Nobody writes so much to say that something was left out. */
const LONGEST = 300;

/** Whether a line stands for code that was left out: `// ... existing code ...`, `# …`, or three dots alone. */
export function isMarker(line: string): boolean {
  if (line.length > LONGEST) return false;
  const text = line.trim();
  if (text === '...' || text === '…') return true;
  const comment = COMMENT.exec(line)?.[1];
  if (comment === undefined || !/\.{3}|…/.test(comment)) return false;
  const words = comment.replace(/\.{3,}|…/g, ' ').trim();
  return words === '' || (/^(?:\.{3}|…)|(?:\.{3}|…)$/.test(comment) && WORDS.test(words));
}
