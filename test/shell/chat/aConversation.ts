import { EMPTY_ANSWER } from '../../../src/protocol/answer.ts';
import type { Conversation } from '../../../src/shell/chat/conversation.ts';
import type { AnswerTurn, Turn, UserTurn } from '../../../src/shell/chat/turns.ts';

/** A chat of these turns that shows the last of them. */
export function conversationOf(turns: Turn[]): Conversation {
  return {
    version: 2,
    id: 'c',
    createdAt: 0,
    updatedAt: 0,
    title: null,
    pinned: false,
    archived: false,
    workspace: null,
    model: null,
    head: turns.at(-1)?.id ?? null,
    draft: '',
    compactions: [],
    turns,
  };
}

export function userTurn(id: string, parent: string | null, rest: Partial<UserTurn> = {}): UserTurn {
  return { role: 'user', id, parent, at: 0, text: id, command: 'ask', chips: [], context: {}, ...rest };
}

export function answerTurn(id: string, parent: string, text: string, rest: Partial<AnswerTurn> = {}): AnswerTurn {
  return { role: 'assistant', id, parent, at: 0, answer: { ...EMPTY_ANSWER, status: 'done', text }, ...rest };
}
