import type { ChatRequest } from '../../core/chat/chatRequest.ts';
import type { RequestContext } from '../../core/chat/requestContext.ts';
import { type Conversation, endOf, historyBefore } from './conversation.ts';
import { pathTo, withTurn } from './tree.ts';

/** The request that sending this now would become; it is only measured. */
export function draftRequest(conversation: Conversation, prompt: string, context: RequestContext): ChatRequest {
  const { model, strategy, home, draftPrivacy } = conversation;
  const turn = {
    role: 'user',
    id: 'draft',
    parent: endOf(conversation),
    at: 0,
    text: prompt,
    command: context.command ?? 'ask',
    chips: [],
    context: {},
  } as const;
  const withDraft = { ...conversation, ...withTurn(conversation, { ...turn, chips: [] }) };
  return {
    id: turn.id,
    source: 'panel',
    prompt,
    context,
    history: historyBefore(withDraft, turn.id),
    conversationId: conversation.id,
    turn: pathTo(withDraft, turn.id).filter(({ role }) => role === 'user').length,
    retractable: true,
    draft: true,
    ...(draftPrivacy === undefined ? {} : { privacy: draftPrivacy }),
    ...(model === null ? {} : { model }),
    ...(strategy === undefined ? {} : { strategy }),
    ...(home === undefined ? {} : { previous: home }),
  };
}
