import type { ChatMessage } from '../chat/message.ts';
import { highest, type Level } from './level.ts';
import { type Redaction, stricterRedaction } from './privacyRules.ts';

/** What a text was made of, as far as that tells who may have it. */
export interface Origin {
  /** The files that it comes from. */
  readonly paths: readonly string[];
  /** What its reader said of it. */
  readonly level?: Level;
  /** What its reader had replaced in it. */
  readonly redact?: Redaction;
}

/** Where something that is made of these messages comes from: all that was said of any of them holds for it. */
export function originOf(messages: readonly Pick<ChatMessage, 'paths' | 'level' | 'redact'>[]): Origin {
  const paths = [...new Set(messages.flatMap((message) => message.paths ?? []))];
  const levels = messages.flatMap(({ level }) => level ?? []);
  const redact = messages.map((message) => message.redact).reduce(stricterRedaction, 'off');
  return {
    paths,
    ...(levels.length === 0 ? {} : { level: highest(levels) }),
    ...(redact === 'off' ? {} : { redact }),
  };
}
