import { withoutHidden } from '../../core/hiddenSigns.ts';

/** How a model is asked for a title. */
export const TITLE_SYSTEM =
  'You name chats. Answer with a title of three to six words in the language of the question: no quotes, no full stop, nothing else.';

/** More says nothing more of what a chat is about. */
const LONGEST_PART = 1000;
const LONGEST_TITLE = 80;
const MOST_WORDS = 12;

/** The beginning of a chat as a title is made of it. */
export function titlePrompt(question: string, answer: string): string {
  return `<question>\n${question.slice(0, LONGEST_PART)}\n</question>\n<answer>\n${answer.slice(0, LONGEST_PART)}\n</answer>\n\nName this chat.`;
}

/** The title in what a model wrote, without what models put around it; undefined where it wrote something else. */
export function titleIn(text: string): string | undefined {
  const line = withoutHidden(text)
    .trim()
    .split(/[\r\n]/, 1)
    .join('')
    .replace(/^(?:#+|title:|\*\*)\s*/i, '')
    .replace(/\*\*$/, '')
    .replace(/^["'“„«`]+|["'”“»`.]+$/gu, '')
    .replace(/\p{Cc}/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
  return line === '' || line.length > LONGEST_TITLE || line.split(' ').length > MOST_WORDS ? undefined : line;
}
