import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { Conversation } from '../chat/conversation.ts';
import { readConversation } from '../chat/readConversation.ts';
import { chatOfMarkdown } from './chatOfMarkdown.ts';
import { exportSchema } from './chatsAsJson.ts';

/** Larger files are no chats. */
export const LARGEST_FILE = 200_000_000;

/** What a file gave: its chats, and in words what was left out and why. */
export interface ReadChats {
  readonly chats: readonly Conversation[];
  readonly problems: readonly string[];
}

/** Reads what Switchyard has exported, as JSON or Markdown. The file may come from anyone. */
export function readChats(name: string, text: string): ReadChats {
  if (/\.(?:md|markdown)$/i.test(name)) {
    const chat = chatOfMarkdown(text);
    if (chat !== undefined) return { chats: [chat], problems: [] };
    return nothing(vscode.l10n.t('{0}: this is no chat that Switchyard has exported as Markdown.', name));
  }
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return nothing(vscode.l10n.t('{0}: this is no JSON.', name));
  }
  const parsed = exportSchema.safeParse(raw);
  if (!parsed.success) {
    return nothing(
      isNewer(raw)
        ? vscode.l10n.t('{0}: it was exported by a newer Switchyard. Update this one first.', name)
        : vscode.l10n.t('{0}: these are no chats that Switchyard has exported.', name),
    );
  }
  const chats: Conversation[] = [];
  const problems: string[] = [];
  for (const [index, one] of parsed.data.chats.entries()) {
    const chat = readConversation(one);
    if (chat !== undefined && chat.turns.length > 0) chats.push(cleaned(chat));
    else if (chat === undefined) problems.push(vscode.l10n.t('{0}: chat {1} cannot be read.', name, index + 1));
    else problems.push(vscode.l10n.t('{0}: chat {1} is empty.', name, index + 1));
  }
  return { chats, problems };
}

function nothing(problem: string): ReadChats {
  return { chats: [], problems: [problem] };
}

function isNewer(raw: unknown): boolean {
  return (
    typeof raw === 'object' && raw !== null && 'version' in raw && typeof raw.version === 'number' && raw.version > 1
  );
}

/**
 * The chat without what a stranger could hide in it: answers in a vendor's own form, which would be sent but not seen,
 * buttons with words of their own, pictures from elsewhere. Its id names a file.
 */
function cleaned(chat: Conversation): Conversation {
  const { queue: _, ...kept } = chat;
  return {
    ...kept,
    id: /^[\w-]{1,64}$/.test(chat.id) ? chat.id : randomUUID(),
    turns: chat.turns.map((turn) => {
      if (turn.role === 'user') {
        const chips = turn.chips.map(({ thumbnail, ...chip }) =>
          thumbnail?.startsWith('data:image/') ? { ...chip, thumbnail } : chip,
        );
        return { ...turn, chips };
      }
      const { verbatim: __, ...shown } = turn;
      const { problem, status } = shown.answer;
      return {
        ...shown,
        answer: {
          ...shown.answer,
          status: status === 'routing' || status === 'streaming' ? 'interrupted' : status,
          ...(problem === undefined ? {} : { problem: { ...problem, actions: [] } }),
        },
      };
    }),
  };
}
