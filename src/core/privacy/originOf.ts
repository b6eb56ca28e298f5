import type { ChatMessage } from '../chat/message.ts';
import { highest, type Level } from './level.ts';

/** What a text was made of, as far as that tells who may have it. */
export interface Origin {
  /** The files that it comes from. */
  readonly paths: readonly string[];
  /** What its reader said of it. */
  readonly level?: Level;
}

/** Where something that is made of these messages comes from: all that was said of any of them holds for it. */
export function originOf(messages: readonly Pick<ChatMessage, 'paths' | 'level'>[]): Origin {
  const paths = [...new Set(messages.flatMap((message) => message.paths ?? []))];
  const levels = messages.flatMap(({ level }) => level ?? []);
  return { paths, ...(levels.length === 0 ? {} : { level: highest(levels) }) };
}
