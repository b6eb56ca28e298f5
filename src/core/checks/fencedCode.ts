/** Code between two fences of an answer. */
export interface FencedCode {
  /** The first word behind the opening fence, in lower case; empty where there is none. */
  readonly language: string;
  readonly text: string;
  /** False where the answer ends before the block does. */
  readonly closed: boolean;
}

const FENCE = /^[\s>]*(`{3,}|~{3,})[ \t]*([^\s`]*)/;

/** The fenced blocks of an answer in order. A block that never ends goes to the end of the text, and says so. */
export function fencedCode(answer: string): FencedCode[] {
  const blocks: FencedCode[] = [];
  let open: { readonly mark: string; readonly language: string; readonly lines: string[] } | undefined;
  const close = (closed: boolean) => {
    if (open !== undefined) blocks.push({ language: open.language, text: open.lines.join('\n'), closed });
    open = undefined;
  };
  for (const line of answer.split(/\r?\n/)) {
    const [, mark = '', info = ''] = FENCE.exec(line) ?? [];
    if (open === undefined) {
      const language = (info.split(/[:,{(]/, 1)[0] ?? '').toLowerCase();
      if (mark !== '') open = { mark, language, lines: [] };
    } else if (mark.startsWith(open.mark) && info === '') close(true);
    else open.lines.push(line);
  }
  close(false);
  return blocks;
}
