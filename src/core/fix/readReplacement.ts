/**
 * The code in an answer that was to be one fenced block, indented like the lines it replaces; undefined where there is
 * none. Of several blocks the longest is meant; an answer without any fence is taken as it is when it reads like code.
 */
export function readReplacement(answer: string, original: string): string | undefined {
  const text = answer.replace(/^\s*<think>[\s\S]*?<\/think>/, '').replace(/\r\n?/g, '\n');
  const blocks = fencedBlocks(text);
  const [longest] = blocks.sort((a, b) => b.length - a.length);
  const found = longest ?? (looksLike(text, original) ? text.replace(/^\n+|\s+$/g, '') : undefined);
  if (found === undefined) return undefined;
  const code = indentedLike(withoutMarks(found), original);
  // The lines that are replaced may end with empty ones: a fence cannot tell.
  return code.replace(/\n+$/, '') + (/\n*$/.exec(original)?.[0] ?? '');
}

/** An unclosed fence ends with the answer; a longer fence may hold shorter ones. */
function fencedBlocks(text: string): string[] {
  const blocks: string[] = [];
  let fence: string | undefined;
  let lines: string[] = [];
  for (const line of text.split('\n')) {
    const mark = /^\s{0,3}(`{3,}|~{3,})(.*)$/.exec(line);
    if (fence === undefined) {
      if (mark !== null) fence = mark[1];
    } else if (mark !== null && mark[2]?.trim() === '' && mark[1]?.startsWith(fence)) {
      blocks.push(lines.join('\n'));
      fence = undefined;
      lines = [];
    } else lines.push(line);
  }
  if (fence !== undefined && lines.length > 0) blocks.push(lines.join('\n'));
  return blocks;
}

/** Whether a line of the original stands in it. */
function looksLike(text: string, original: string): boolean {
  const lines = new Set(text.split('\n').map((line) => line.trim()));
  return original.split('\n').some((line) => line.trim().length > 3 && lines.has(line.trim()));
}

function withoutMarks(code: string): string {
  return code.replace(/^\s*<replace>[ \t]*\n/, '').replace(/\n[ \t]*<\/replace>\s*$/, '');
}

/** Models like to move a piece of code to the left margin. */
function indentedLike(code: string, original: string): string {
  const wanted = indentOf(original);
  const given = indentOf(code);
  if (wanted === given || !wanted.startsWith(given)) return code;
  const missing = wanted.slice(given.length);
  return code
    .split('\n')
    .map((line) => (line.trim() === '' ? line : missing + line))
    .join('\n');
}

/** What all lines that are not empty begin with. */
function indentOf(text: string): string {
  const indents = text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => /^[ \t]*/.exec(line)?.[0] ?? '');
  return indents.sort((a, b) => a.length - b.length)[0] ?? '';
}
