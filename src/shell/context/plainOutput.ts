/** Operating system commands, control sequences, charset choices, and the lone escapes. */
const ESCAPES =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  /\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\|$)|\u001b[PX^_][\s\S]*?(?:\u001b\\|$)|(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]|\u001b[ -/]+[0-~]|\u001b[0-~]/g;

/** What a terminal would show of this output in the end: without colours and cursor moves, rewritten lines as they came to be. */
export function plainOutput(output: string): string {
  const lines = output
    .replace(ESCAPES, '')
    .replace(/\r+\n/g, '\n')
    .split('\n')
    .map((line) => withoutControls(lastWritten(line)).trimEnd());
  return lines.join('\n').replace(/^\n+|\n+$/g, '');
}

/** A progress bar writes one line over and over: what is behind its last carriage return, and what that left standing. */
function lastWritten(line: string): string {
  let shown = '';
  for (const piece of line.split('\r')) shown = piece + shown.slice(piece.length);
  return shown;
}

function withoutControls(line: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  return line.replace(/[^\u0008]\u0008/g, '').replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '');
}
