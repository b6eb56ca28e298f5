import * as z from 'zod/mini';
import { TASKS } from '../../core/chat/task.ts';
import { type Conversation, conversationSchema } from './conversation.ts';
import { isTree, newestLeaf } from './tree.ts';
import { answerTurnSchema, isWorded, type Turn, userTurnSchema } from './turns.ts';

/** A chat as the first version wrote it: a list of turns, an answer that failed after the one it was to replace. */
const firstSchema = z.object({
  version: z.literal(1),
  id: z.string(),
  updatedAt: z.number(),
  model: z.nullable(z.string()),
  home: z.optional(z.object({ model: z.string(), task: z.enum(TASKS) })),
  turns: z.array(
    z.discriminatedUnion('role', [
      z.omit(userTurnSchema, { parent: true, at: true, command: true }),
      z.omit(answerTurnSchema, { parent: true, at: true }),
    ]),
  ),
});

/** The chat in what a file holds, of any version; undefined where it holds none. */
export function readConversation(raw: unknown): Conversation | undefined {
  const first = firstSchema.safeParse(raw);
  const conversation = first.success ? fromFirst(first.data) : conversationSchema.safeParse(raw).data;
  if (conversation === undefined || !isTree(conversation.turns)) return undefined;
  const { head, turns } = conversation;
  return turns.some(({ id }) => id === head) ? conversation : { ...conversation, head: newestLeaf(conversation, null) };
}

function fromFirst({ turns: list, updatedAt, ...rest }: z.infer<typeof firstSchema>): Conversation {
  const turns: Turn[] = [];
  let question: string | null = null;
  let end: string | null = null;
  let former: string | undefined;
  for (const turn of list) {
    if (turn.role === 'user') {
      turns.push({ ...turn, command: turn.context.command ?? 'ask', parent: end, at: updatedAt });
      question = turn.id;
      end = turn.id;
      former = undefined;
      continue;
    }
    const answer = { ...turn, parent: question, at: updatedAt, ...(former === undefined ? {} : { replaces: former }) };
    turns.push(answer);
    // What follows belongs to the answer that models were shown: the last one with a word.
    if (former === undefined || isWorded(answer)) end = turn.id;
    if (isWorded(answer)) former = turn.id;
  }
  return {
    ...rest,
    version: 2,
    createdAt: updatedAt,
    updatedAt,
    title: null,
    pinned: false,
    archived: false,
    workspace: null,
    head: list.at(-1)?.id ?? null,
    draft: '',
    compactions: [],
    turns,
  };
}
