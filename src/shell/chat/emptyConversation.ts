import { randomUUID } from 'node:crypto';
import type { Conversation } from './conversation.ts';

/** A chat with nothing in it, begun in this workspace, that asks the pinned model (null: Auto). */
export function emptyConversation(model: string | null, workspace: Conversation['workspace']): Conversation {
  const now = Date.now();
  return {
    version: 2,
    id: randomUUID(),
    createdAt: now,
    updatedAt: now,
    title: null,
    pinned: false,
    archived: false,
    workspace,
    model,
    head: null,
    draft: '',
    compactions: [],
    turns: [],
  };
}
