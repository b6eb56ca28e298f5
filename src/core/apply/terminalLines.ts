// biome-ignore lint/suspicious/noControlCharactersInRegex: every one of these ends a line somewhere.
const NEWLINE = /\r\n|[\n\r\u000b\u000c\u0085\u2028\u2029]/;

/**
 * The lines of a text as they may be put in a terminal: no newline of any kind is in one, and nothing that a terminal would
 * take for a key or a command to itself (control characters, ESC first of all) or that would show another text than is there
 * (marks of direction, invisible characters). Continued lines are joined, a console's prompts and its output left out.
 */
export function terminalLines(text: string): string[] {
  const lines = text.split(NEWLINE).map(plain);
  const prompted = lines.filter((line) => /^\$ /.test(line.trimStart()));
  const commands = prompted.length > 0 ? prompted.map((line) => line.trimStart().slice(2)) : lines;
  const joined: string[] = [];
  let open = '';
  for (const line of commands) {
    const whole = open + (open === '' ? line : line.trimStart());
    // An even number of backslashes is no continuation.
    const isOpen = /(?:^|[^\\])(?:\\\\)*\\$/.test(whole);
    open = isOpen ? whole.slice(0, -1) : '';
    if (!isOpen) joined.push(whole);
  }
  return [...joined, open].map((line) => line.trim()).filter((line) => line !== '');
}

function plain(line: string): string {
  return line.replace(/[\t\p{Zs}]/gu, ' ').replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{DI}]/gu, '');
}
