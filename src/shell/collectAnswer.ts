import { randomUUID } from 'node:crypto';
import type { DoneEvent, ErrorEvent } from '../core/chat/chatEvent.ts';
import type { ChatRequest } from '../core/chat/chatRequest.ts';
import type { RequestContext } from '../core/chat/requestContext.ts';
import type { Origin } from '../core/privacy/originOf.ts';
import { routeChat } from '../core/routing/routeChat.ts';
import type { Setup } from '../core/routing/setup.ts';
import type { AttemptTools } from '../core/strategies/attemptTools.ts';
import { applyChatEvent, EMPTY_ANSWER } from '../protocol/answer.ts';
import type { SignedAnswer } from './learnt/signKeeper.ts';

/**
 * What is asked outside the chat, and by whom: without a source it is the panel. Its context names the files that its words
 * come from, none where they are of no file: that tells who may have it.
 */
export type OnceQuestion = Pick<ChatRequest, 'prompt' | 'task'> &
  Partial<Omit<ChatRequest, 'id' | 'retractable'>> & { readonly context: RequestContext & Origin };

/** The text that came, and how it ended. */
export interface CollectedAnswer {
  readonly text: string;
  readonly end: DoneEvent | ErrorEvent | undefined;
  /** The same with all that happened on its way, as what may show whether it was any good. */
  readonly signed: SignedAnswer;
}

/** Asks one question: routed, metered and failed over like any other. `onText` gets all text so far. */
export async function collectAnswer(
  question: OnceQuestion,
  { setup, tools }: { readonly setup: Setup; readonly tools: AttemptTools },
  signal: AbortSignal,
  onText: (text: string) => void = () => {},
): Promise<CollectedAnswer> {
  const defaults = { source: 'panel', history: [] } as const;
  const request: ChatRequest = { ...defaults, ...question, id: randomUUID(), retractable: true };
  let text = '';
  let end: CollectedAnswer['end'];
  let answer = EMPTY_ANSWER;
  for await (const event of routeChat(request, setup, tools, signal)) {
    answer = applyChatEvent(answer, event);
    if (event.type === 'text') text += event.delta;
    else if (event.type === 'retract') text = text.slice(0, text.length - event.characters);
    else if (event.type === 'done' || event.type === 'error') end = event;
    if (event.type === 'text' || event.type === 'retract') onText(text);
  }
  return { text, end, signed: { role: 'assistant', id: request.id, answer } };
}
