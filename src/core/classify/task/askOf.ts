/** Of a long first line only its first sentence asks; scripts without spaces say as much in half the characters. */
const LONG = 200;
const LONG_DENSE = 90;
/** Shorter first lines greet or call. */
const GREETING = 12;
const DENSE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
const QUOTED = /“[^”]{16,}”?|"[^"\n]{24,}"|«[^»]{16,}»|「[^」]{12,}」|『[^』]{12,}』|"""[\s\S]*?"""/g;
const SENTENCE = /^[\s\S]{10,}?(?:[.!?](?=\s)|[。！？])/;
/** What stands before a colon asks, what stands behind is asked about. */
const BEFORE_COLON = /^([^:：\n]{6,160}?)[:：](?!\/\/)\s*\S[\s\S]{14,}/;

/** The sentence that asks, as far as it can be told from the text it is about: mostly the first line, without what it quotes. */
export function askOf(words: string): string {
  const lines = words
    .replace(QUOTED, '“”')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const [first = '', second = ''] = lines;
  const line = (first.trim().length < GREETING ? `${first} ${second}` : first).trim();
  const before = BEFORE_COLON.exec(line)?.[1];
  if (before !== undefined) return before;
  const limit = DENSE.test(line.slice(0, 20)) ? LONG_DENSE : LONG;
  if (line.length <= limit) return line;
  return (SENTENCE.exec(line)?.[0] ?? line).slice(0, limit);
}
