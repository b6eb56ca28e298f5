import { randomUUID } from 'node:crypto';
import type { ChatEvent } from '../core/chat/chatEvent.ts';
import type { ChatRequest } from '../core/chat/chatRequest.ts';
import { routeChat } from '../core/routing/routeChat.ts';
import type { Problem } from '../protocol/answer.ts';
import type { Engine } from './engine.ts';
import { problemOf } from './userWords.ts';

/** How a question outside the chat ended. */
export type OnceAnswer =
  | { readonly type: 'answered'; readonly text: string; readonly whole: boolean }
  | { readonly type: 'stopped' }
  | { readonly type: 'failed'; readonly problem: Problem };

/** What a command asks on its own. */
export type OnceQuestion = Pick<ChatRequest, 'prompt' | 'task'> & Partial<Pick<ChatRequest, 'system' | 'context'>>;

/** Asks one question outside the chat: routed, metered and failed over like any other. `onText` gets all text so far. */
export async function askOnce(
  engine: Engine,
  question: OnceQuestion,
  signal: AbortSignal,
  onText: (text: string) => void = () => {},
): Promise<OnceAnswer> {
  const request: ChatRequest = {
    id: randomUUID(),
    source: 'panel',
    context: {},
    history: [],
    retractable: true,
    ...question,
  };
  let text = '';
  let end: ChatEvent | undefined;
  for await (const event of routeChat(request, engine.setup, engine.tools, signal)) {
    if (event.type === 'text') text += event.delta;
    else if (event.type === 'retract') text = text.slice(0, text.length - event.characters);
    if (event.type === 'text' || event.type === 'retract') onText(text);
    end = event;
  }
  const problem = end && problemOf(end, ![...engine.setup.providers.values()].some(({ ready }) => ready));
  if (problem !== undefined) return { type: 'failed', problem };
  if (end?.type !== 'done') return { type: 'stopped' };
  return { type: 'answered', text, whole: end.finishReason === 'stop' };
}
