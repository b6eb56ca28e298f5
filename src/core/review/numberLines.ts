/** A text with the number of each line before it, as reviews are asked about it. */
export function numberLines(text: string, first = 1): string {
  return text
    .split('\n')
    .map((line, index) => `${String(first + index).padStart(5)} ${line}`)
    .join('\n');
}
