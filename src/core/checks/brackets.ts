import { say } from '../words.ts';

/** What a language calls a comment and a string, as far as brackets in them do not count. */
interface Lexis {
  readonly line: readonly string[];
  readonly block?: readonly [string, string];
  readonly quotes: readonly string[];
  /** Those of `quotes` that may go over several lines. */
  readonly long: readonly string[];
}

const C_LIKE: Lexis = { line: ['//'], block: ['/*', '*/'], quotes: ['"', "'"], long: [] };
const SCRIPT: Lexis = { ...C_LIKE };
const HASHED: Lexis = { line: ['#'], quotes: ['"', "'"], long: ['"', "'"] };

/** Languages whose brackets can be counted without their grammar; a language that is not here is not counted. */
const LEXES: Readonly<Record<string, Lexis>> = {
  c: C_LIKE,
  cpp: C_LIKE,
  csharp: C_LIKE,
  java: { ...C_LIKE, quotes: ['"""', '"', "'"], long: ['"""'] },
  go: { ...C_LIKE, quotes: ['`', '"', "'"], long: ['`'] },
  kotlin: { ...C_LIKE, quotes: ['"""', '"', "'"], long: ['"""'] },
  dart: { ...C_LIKE, quotes: ["'''", '"""', '"', "'"], long: ["'''", '"""'] },
  css: { line: [], block: ['/*', '*/'], quotes: ['"', "'"], long: [] },
  scss: C_LIKE,
  less: C_LIKE,
  javascript: SCRIPT,
  typescript: SCRIPT,
  python: { line: ['#'], quotes: ['"""', "'''", '"', "'"], long: ['"""', "'''"] },
  r: HASHED,
  toml: { line: ['#'], quotes: ['"""', "'''", '"', "'"], long: ['"""', "'''"] },
};

const CLOSES: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/**
 * What is wrong with the brackets of a piece of code, in words; undefined where they close in order, and for a language
 * that is not known here. Nothing is parsed: balanced brackets do not prove that code compiles, but unbalanced ones that it
 * was cut or garbled. JavaScript's regular expressions are recognised by what stands before them.
 */
export function bracketFault(code: string, language: string): string | undefined {
  const lexis = Object.hasOwn(LEXES, language) ? LEXES[language] : undefined;
  if (lexis === undefined) return undefined;
  const open: { readonly sign: string; readonly line: number }[] = [];
  let line = 1;
  for (let at = 0; at < code.length; ) {
    const sign = code[at] ?? '';
    const end = skipped(code, at, lexis);
    if (end !== undefined) {
      for (let i = at; i < end; i++) if (code[i] === '\n') line += 1;
      at = end;
      continue;
    }
    if (sign === '\n') line += 1;
    else if (Object.hasOwn(CLOSES, sign)) open.push({ sign, line });
    else if (sign === ')' || sign === ']' || sign === '}') {
      const last = open.pop();
      if (last === undefined) return say('line {0} closes {1}, which nothing opened', line, sign);
      if (CLOSES[last.sign] !== sign)
        return say('line {0} closes {1}, but line {2} opened {3}', line, sign, last.line, last.sign);
    }
    at += 1;
  }
  const last = open.at(-1);
  return last === undefined ? undefined : say('{0} of line {1} is never closed', last.sign, last.line);
}

/** Where a comment, a string or a regular expression that begins here ends; undefined where none begins. */
function skipped(code: string, at: number, lexis: Lexis): number | undefined {
  if (lexis.line.some((mark) => code.startsWith(mark, at))) return endOfLine(code, at);
  const [begin, close] = lexis.block ?? [];
  if (begin !== undefined && close !== undefined && code.startsWith(begin, at)) {
    const end = code.indexOf(close, at + begin.length);
    return end === -1 ? code.length : end + close.length;
  }
  if (lexis === SCRIPT && code[at] === '/') return endOfExpression(code, at);
  if (lexis === SCRIPT && code[at] === '`') return endOfTemplate(code, at);
  const quote = lexis.quotes.find((one) => code.startsWith(one, at));
  return quote === undefined ? undefined : endOfString(code, at, quote, lexis.long.includes(quote));
}

function endOfLine(code: string, at: number): number {
  const end = code.indexOf('\n', at);
  return end === -1 ? code.length : end;
}

/** A quote that does not end in its line is a sign of its own, as in `don't` or a lifetime. */
function endOfString(code: string, at: number, quote: string, long: boolean): number {
  for (let i = at + quote.length; i < code.length; i++) {
    if (code[i] === '\\') i += 1;
    else if (code.startsWith(quote, i)) return i + quote.length;
    else if (code[i] === '\n' && !long) return at + 1;
  }
  return long ? code.length : at + 1;
}

/** What stands in `${…}` may hold templates of its own. */
function endOfTemplate(code: string, at: number): number {
  for (let i = at + 1; i < code.length; i++) {
    if (code[i] === '\\') i += 1;
    else if (code[i] === '`') return i + 1;
    else if (code.startsWith('${', i)) i = endOfHole(code, i + 2) - 1;
  }
  return code.length;
}

function endOfHole(code: string, at: number): number {
  let depth = 1;
  for (let i = at; i < code.length; ) {
    const end = skipped(code, i, SCRIPT);
    if (end === undefined) {
      if (code[i] === '{') depth += 1;
      else if (code[i] === '}') depth -= 1;
      if (depth === 0) return i + 1;
    }
    i = end ?? i + 1;
  }
  return code.length;
}

/** A slash after an operator, a bracket or nothing begins a regular expression; anywhere else it divides. */
function endOfExpression(code: string, at: number): number | undefined {
  const before = code.slice(Math.max(0, at - 40), at).trimEnd();
  if (before !== '' && !/(?:[(,=:[!&|?{};+\-*%~^<>]|\b(?:return|typeof|case|in|of))$/.test(before)) return undefined;
  let inSet = false;
  for (let i = at + 1; i < code.length && code[i] !== '\n'; i++) {
    if (code[i] === '\\') i += 1;
    else if (code[i] === '[') inSet = true;
    else if (code[i] === ']') inSet = false;
    else if (code[i] === '/' && !inSet) return i + 1;
  }
  return undefined;
}
