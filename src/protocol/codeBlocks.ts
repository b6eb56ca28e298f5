/** A fenced code block of an answer, and what stands around its code. */
export interface CodeBlock {
  /** The first word behind the fence, lower case; empty where there is none. */
  readonly language: string;
  /** Everything behind the fence. */
  readonly info: string;
  readonly text: string;
  /** The last line of words above it. */
  readonly above: string;
}

const OPENING = /^((?:[ \t>]|[-*+] |\d{1,9}[.)] )*)(`{3,}|~{3,})([^\n]*)$/;

/** The fenced code blocks of an answer in order; one that never ends goes to the end of the text. */
export function codeBlocksOf(markdown: string): CodeBlock[] {
  const blocks: CodeBlock[] = [];
  if (!/```|~~~/.test(markdown)) return blocks;
  const lines = markdown.split(/\r\n|\n|\r/);
  let above = '';
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? '';
    const [, prefix = '', fence = '', info = ''] = OPENING.exec(line) ?? [];
    if (fence === '' || (fence.startsWith('`') && info.includes('`'))) {
      if (line.trim() !== '') above = line.trim();
      continue;
    }
    const closing = new RegExp(`^[ \\t>]*${fence[0]}{${fence.length},}[ \\t]*$`);
    const code: string[] = [];
    for (index++; index < lines.length && !closing.test(lines[index] ?? ''); index++) {
      code.push(inside(lines[index] ?? '', prefix));
    }
    blocks.push({ language: languageOf(info), info: info.trim(), text: code.join('\n'), above });
    above = '';
  }
  return blocks;
}

/** The language that a fence names: its first word without what some models glue to it, or the ending of a path that it is. */
export function languageOf(info: string): string {
  const word = info.trim().split(/[\s,{(]/, 1)[0] ?? '';
  const language = (
    /^\d+:\d+:/.test(word) ? word.replace(/^\d+:\d+:/, '') : (word.split(':', 1)[0] ?? '')
  ).toLowerCase();
  return /[/\\]/.test(language) || /^\d+:\d+:/.test(word) ? (/\.(\w+)$/.exec(language)?.[1] ?? '') : language;
}

/** A line of code without the quote marks and the indentation that its fence has. */
function inside(line: string, prefix: string): string {
  const quotes = [...prefix].filter((sign) => sign === '>').length;
  let rest = line;
  for (let depth = 0; depth < quotes; depth++) rest = rest.replace(/^[ \t]*> ?/, '');
  const width = (quotes === 0 ? prefix : prefix.slice(prefix.lastIndexOf('>') + 1).replace(/^ /, '')).length;
  const blanks = /^[ \t]*/.exec(rest)?.[0].length ?? 0;
  return rest.slice(Math.min(blanks, width));
}
