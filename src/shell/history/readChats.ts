import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { isComing } from '../../protocol/isComing.ts';
import type { Chip } from '../../protocol/panelState.ts';
import type { Conversation } from '../chat/conversation.ts';
import { readConversation } from '../chat/readConversation.ts';
import type { Turn, UserTurn } from '../chat/turns.ts';
import { chatOfMarkdown } from './chatOfMarkdown.ts';
import { exportSchema } from './chatsAsJson.ts';

/** Larger files are no chats. */
export const LARGEST_FILE = 200_000_000;

/** The chips that stand for more than one piece. */
const MANY: ReadonlySet<Chip['kind']> = new Set(['folder', 'editors', 'changes']);

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
    if (chat !== undefined && chat.turns.length > 0) {
      chats.push(cleaned(chat));
      if (chat.turns.some(isHidden)) {
        problems.push(
          vscode.l10n.t('{0}: in chat {1}, what was sent along without being shown is left out.', name, index + 1),
        );
      }
    } else if (chat === undefined) problems.push(vscode.l10n.t('{0}: chat {1} cannot be read.', name, index + 1));
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

/** Whether a question carries what no chip of it names: it would be sent, but not seen. */
function isHidden(turn: Turn): boolean {
  return turn.role === 'user' && Object.keys(shownContext(turn)).length < keysOf(turn);
}

function keysOf({ context }: UserTurn): number {
  return Object.values(context).filter((value) => value !== undefined).length;
}

/** What may be sent again with a question: where its chips cannot stand for all of it, only which gesture asked. */
function shownContext({ chips, context }: UserTurn): UserTurn['context'] {
  const carriesMany = chips.some(({ kind }) => MANY.has(kind));
  if (chips.length > 0 && (carriesMany || piecesIn(context) <= chips.length)) return context;
  const { command, languageId } = context;
  return { ...(command === undefined ? {} : { command }), ...(languageId === undefined ? {} : { languageId }) };
}

/** How many chips a context is of, at least; problems come with their file. */
function piecesIn({ selection, selections = [], files = [], notes = [], images = [] }: UserTurn['context']): number {
  return Number(selection !== undefined) + selections.length + files.length + notes.length + images.length;
}

/**
 * The chat without what a stranger could hide in it: answers in a vendor's own form, which would be sent but not seen,
 * buttons with words of their own, pictures from elsewhere, summaries of nothing, a model or a place that nobody here chose.
 * Its id names a file.
 */
function cleaned(chat: Conversation): Conversation {
  const { queue: _, home: ___, ...kept } = chat;
  const answers = new Set(chat.turns.filter(({ role }) => role === 'assistant').map(({ id }) => id));
  return {
    ...kept,
    model: null,
    pinned: false,
    workspace: null,
    compactions: chat.compactions.filter(({ upTo }) => answers.has(upTo)),
    id: /^[\w-]{1,64}$/.test(chat.id) ? chat.id : randomUUID(),
    turns: chat.turns.map((turn) => {
      if (turn.role === 'user') {
        const chips = turn.chips.map(({ thumbnail, ...chip }) =>
          thumbnail?.startsWith('data:image/') ? { ...chip, thumbnail } : chip,
        );
        return { ...turn, chips, context: shownContext(turn) };
      }
      const { verbatim: __, ...shown } = turn;
      const { problem, status } = shown.answer;
      return {
        ...shown,
        answer: {
          ...shown.answer,
          status: isComing(shown.answer) ? 'interrupted' : status,
          ...(problem === undefined ? {} : { problem: { ...problem, actions: [] } }),
        },
      };
    }),
  };
}
