import { randomUUID } from 'node:crypto';
import type { Conversation } from './conversation.ts';

/** Who a chat asks: the pinned model (null: Auto), and how. */
export type Asked = Pick<Conversation, 'model' | 'strategy'>;

/** A chat with nothing in it, begun in this workspace. */
export function emptyConversation({ model, strategy }: Asked, workspace: Conversation['workspace']): Conversation {
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
    ...(strategy === undefined ? {} : { strategy }),
    head: null,
    draft: '',
    compactions: [],
    turns: [],
  };
}
