import { withoutHidden } from '../../core/hiddenSigns.ts';
import type { Conversation } from './conversation.ts';

const LONGEST = 120;

/** What a chat is named after. */
type Titled = Pick<Conversation, 'title'> & {
  readonly turns: readonly ({ readonly role: 'user'; readonly text: string } | { readonly role: 'assistant' })[];
};

/** A chat's name: what it was given, else the first line of its first question; empty where nothing was asked. */
export function titleOf({ title, turns }: Titled): string {
  if (title !== null) return title;
  const first = turns.find((turn) => turn.role === 'user');
  return first?.role === 'user' ? firstLineOf(first.text) : '';
}

/** The first line with words in it, without what would disguise them, cut where it is too long for a list. */
export function firstLineOf(text: string): string {
  const line = withoutHidden(text)
    .trim()
    .split(/[\r\n]/, 1)
    .join('')
    .replace(/\s+/g, ' ');
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST - 1).trimEnd()}…`;
}
