/** A line and what ends it: nothing at the end of a text without a final newline. */
export interface FileLine {
  readonly text: string;
  readonly end: '\n' | '\r\n' | '';
}

/** The lines of a text, each with its own end; joined again they are the text. */
export function splitLines(text: string): FileLine[] {
  return [...text.matchAll(/([^\n]*?)(\r\n|\n|$(?![\s\S]))/g)]
    .map(([, line = '', end = '']): FileLine => ({ text: line, end: end as FileLine['end'] }))
    .filter(({ text: line, end }) => line !== '' || end !== '');
}

export function joinLines(lines: readonly FileLine[]): string {
  return lines.map(({ text, end }) => text + end).join('');
}

/** The line end that most lines have. */
export function lineEndOf(lines: readonly FileLine[]): '\n' | '\r\n' {
  const returns = lines.filter(({ end }) => end === '\r\n').length;
  return returns * 2 > lines.filter(({ end }) => end !== '').length ? '\r\n' : '\n';
}

/** The texts of lines that come from elsewhere (a model, a clipboard): every kind of line end, and no empty last one. */
export function plainLines(text: string): string[] {
  const lines = text.split(/\r\n|\n|\r/);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}
