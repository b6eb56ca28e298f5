import { simulatedAnswer } from './answers.ts';
import type { Behaviour, SimulatedRequest } from './behaviour.ts';

/** An answer cut into tokens, with the counts that go with it. */
export interface TokenisedAnswer {
  readonly reasoning: readonly string[];
  readonly text: readonly string[];
  readonly usage: (textTokens: number) => object;
}

/** The tokens this behaviour streams in answer to the request. */
export function tokenise(behaviour: Behaviour, request: SimulatedRequest): TokenisedAnswer {
  const answer = typeof behaviour.text === 'function' ? behaviour.text(request) : behaviour.text;
  const reasoning = split(behaviour.reasoning ?? '');
  const promptTokens = Math.ceil(request.messages.reduce((sum, message) => sum + message.content.length, 0) / 4);
  const cached = Math.floor(promptTokens * (behaviour.cachedShare ?? 0));
  return {
    reasoning,
    text: cutTo(split(answer ?? simulatedAnswer(request)), behaviour.tokens),
    usage: (textTokens) => ({
      prompt_tokens: promptTokens,
      completion_tokens: textTokens + reasoning.length,
      total_tokens: promptTokens + textTokens + reasoning.length,
      prompt_tokens_details: { cached_tokens: cached },
      completion_tokens_details: { reasoning_tokens: reasoning.length },
    }),
  };
}

/** Writes the chunks of one streamed answer as lines of JSON. */
export class ChunkWriter {
  readonly #head: object;
  constructor(request: SimulatedRequest) {
    this.#head = {
      id: `chatcmpl-sim-${request.provider}-${request.ordinal}`,
      object: 'chat.completion.chunk',
      created: Math.floor(Date.now() / 1000),
      model: request.model,
    };
  }

  delta(delta: object, usage?: object): string {
    return this.#chunk([{ index: 0, delta, finish_reason: null }], usage);
  }

  finish(reason: string, usage?: object): string {
    return this.#chunk([{ index: 0, delta: {}, finish_reason: reason }], usage);
  }

  usage(usage: object): string {
    return this.#chunk([], usage);
  }

  #chunk(choices: object[], usage: object | undefined): string {
    return JSON.stringify({ ...this.#head, choices, ...(usage && { usage }) });
  }
}

/** The body of an answer that is not streamed. */
export function wholeAnswer(request: SimulatedRequest, behaviour: Behaviour, answer: TokenisedAnswer): object {
  const reasoning = answer.reasoning.join('');
  return {
    id: `chatcmpl-sim-${request.provider}-${request.ordinal}`,
    object: 'chat.completion',
    created: Math.floor(Date.now() / 1000),
    model: request.model,
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: answer.text.join(''),
          ...(reasoning && { reasoning_content: reasoning }),
        },
        finish_reason: behaviour.finishReason ?? 'stop',
      },
    ],
    ...(behaviour.usage !== 'none' && { usage: answer.usage(answer.text.length) }),
  };
}

/** Pieces of about four characters, words kept together where they are short; never inside a surrogate pair. */
function split(text: string): string[] {
  return text.match(/\s*[A-Za-z0-9_]{1,7}|\s+|[^A-Za-z0-9_\s]{1,4}/gu) ?? [];
}

function cutTo(tokens: string[], count: number | undefined): string[] {
  if (count === undefined) return tokens;
  if (tokens.length === 0) return Array.from({ length: count }, () => 'text');
  return Array.from({ length: count }, (_, index) => tokens[index % tokens.length] ?? '');
}
