/** What a correction is made from. */
export interface FixFacts {
  readonly path: string;
  readonly languageId: string;
  /** What is reported, each with its line, counted from one. */
  readonly problems: readonly string[];
  readonly before: string;
  /** The lines that the answer replaces. */
  readonly lines: string;
  readonly after: string;
}

/** Replaces the usual system prompt: the answer takes the place of the lines as it is. */
export const FIX_SYSTEM =
  'You correct code inside a code editor. Answer with one fenced code block and nothing else: the full replacement of the lines between <replace> and </replace>, with the same indentation, without the lines around them. Change only what mends the reported problems; never leave anything out or write a placeholder.';

/** The question for one correction. */
export function fixPrompt({ path, languageId, problems, before, lines, after }: FixFacts): string {
  const around = (text: string, name: string) => (text === '' ? [] : [`<${name}>\n${text}\n</${name}>`]);
  return [
    `File: ${path} (${languageId})`,
    `Problems:\n${problems.map((problem) => `- ${problem}`).join('\n')}`,
    ...around(before, 'before'),
    `<replace>\n${lines}\n</replace>`,
    ...around(after, 'after'),
  ].join('\n\n');
}
