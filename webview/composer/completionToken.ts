/** The word that is being typed behind `#` or `/`: from `start` to `end` it will be replaced. */
export interface CompletionToken {
  readonly trigger: '#' | '/';
  /** What stands between the trigger and the cursor. */
  readonly query: string;
  readonly start: number;
  readonly end: number;
}

const LONGEST_QUERY = 200;

/** What can be completed at the cursor: `/` begins the text, `#` a word, and neither counts inside of code. */
export function completionToken(text: string, cursor: number): CompletionToken | null {
  const from = Math.max(0, cursor - LONGEST_QUERY - 2);
  const before = text.slice(from, cursor);
  const rest = /^\S*/.exec(text.slice(cursor, cursor + LONGEST_QUERY))?.[0] ?? '';
  const end = cursor + rest.length;
  const task = from === 0 ? /^\/(\S*)$/.exec(before)?.[1] : undefined;
  if (task !== undefined) return token('/', task, cursor, end);
  const context = /(?:^|[\s(])#([^\s#]*)$/.exec(before)?.[1];
  if (context === undefined || isCode(text.slice(0, cursor))) return null;
  return token('#', context, cursor, end);
}

function token(trigger: '#' | '/', query: string, cursor: number, end: number): CompletionToken | null {
  return query.length > LONGEST_QUERY ? null : { trigger, query, start: cursor - query.length - 1, end };
}

/** Whether text that ends here is inside of a code fence or of `code` within a line. */
function isCode(before: string): boolean {
  const fences = before.match(/^ {0,3}(?:```|~~~)/gm)?.length ?? 0;
  if (fences % 2 === 1) return true;
  const line = before.slice(before.lastIndexOf('\n') + 1);
  return (line.split('`').length - 1) % 2 === 1;
}
