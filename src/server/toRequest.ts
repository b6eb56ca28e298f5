import { randomUUID } from 'node:crypto';
import type { ChatRequest } from '../core/chat/chatRequest.ts';
import { type ChatMessage, messageText } from '../core/chat/message.ts';
import type { Setup } from '../core/routing/setup.ts';
import { ApiError } from './apiError.ts';
import { type CompletionBody, parseCompletion } from './completionBody.ts';
import type { ServerCore } from './serverCore.ts';
import { toMessages } from './toMessages.ts';
import { toParameters } from './toParameters.ts';
import type { TurnKeeper } from './turnKeeper.ts';

/** The model that routes. */
export const AUTO = 'auto';

/** A chat completion as the core is asked for it. */
export interface Completion {
  readonly request: ChatRequest;
  readonly setup: Setup;
  readonly stream: boolean;
  /** A stream ends with a chunk of its usage. */
  readonly includeUsage: boolean;
  /** Unix seconds. */
  readonly created: number;
}

/** Reads the body of a chat completion. Throws an `ApiError`. */
export function toRequest(raw: unknown, core: ServerCore, turns: TurnKeeper): Completion {
  const body = parseCompletion(raw);
  const chain = chainOf(body);
  const setup = core.setupFor(chain);
  for (const model of chain) if (!setup.models.has(model)) throw unknownModel(model);
  const messages = turns.restore(toMessages(body.messages));
  const stream = body.stream ?? false;
  const [model, ...others] = chain;
  return {
    request: {
      id: `chatcmpl-${randomUUID().replaceAll('-', '')}`,
      source: 'server',
      prompt: lastQuestion(messages),
      context: {},
      history: [],
      messages,
      parameters: toParameters(body),
      // Only who wants earlier answers at once gets them here: an outage is told as one.
      mayRepeat: chain.length === 0 && setup.repeat.use === 'always',
      // What was not yet sent can be taken back.
      retractable: !stream,
      ...(model === undefined ? {} : others.length === 0 ? { model } : { models: chain }),
    },
    setup,
    stream,
    includeUsage: body.stream_options?.include_usage ?? false,
    created: Math.floor(core.tools.clock.now() / 1000),
  };
}

/** The refusal of a model that is not to be had. */
export function unknownModel(model: string): ApiError {
  const message = `The model "${model}" does not exist here: ask for "${AUTO}" or for PROVIDER/MODEL of a provider that is set up.`;
  return new ApiError(404, { message, param: 'model', code: 'model_not_found' });
}

/** The models that the body names, best first; none where the routes decide. */
function chainOf({ model, models = [], fallbacks = [] }: CompletionBody): readonly string[] {
  const others = [...models, ...fallbacks];
  const named = model === undefined || model === AUTO ? others : [model, ...others];
  if (model === undefined && named.length === 0) throw ApiError.field('model', 'is missing');
  if (named.includes(AUTO) || (model === AUTO && others.length > 0)) {
    throw ApiError.bad(`"${AUTO}" has the fallbacks of its routes: name either it or a chain of models.`, 'model');
  }
  return [...new Set(named)];
}

/** What the task is recognised by. */
function lastQuestion(messages: readonly ChatMessage[]): string {
  const question = messages.findLast(({ role }) => role === 'user');
  return question === undefined ? '' : messageText(question);
}
