import { NO_USAGE } from '../../src/core/chat/usage.ts';
import type { PublicAnswer } from './publicAnswer.ts';
import type { Recording } from './recordings.ts';

/*
 * What a recording must yield, in the words of the public interface. The README of the recordings says how `expect` was
 * read off the bodies; what it leaves open, or says otherwise than we do, stands here with its reason.
 */

/** Everything a recording must yield. */
export function expectedAnswer(recording: Recording): PublicAnswer {
  const { text, refusal, reasoning_text } = recording.expect;
  return {
    // A refusal is what the reader sees instead of an answer.
    text: text + (refusal ?? ''),
    reasoning: reasoning_text,
    toolCalls: toolCalls(recording),
    end: end(recording),
    usage: usage(recording),
  };
}

/** One call of which the arguments are streamed: `expect` counts each of its parts as a call, all but one nameless. */
const STREAMED_CALL = 'google-gemini/stream-args-absent-parallel-tools';
const STREAMED_ARGUMENTS = {
  operations: [
    { action: 'add', description: 'Fresh red apple', itemid: 'apple_001', price: 0.5 },
    { action: 'add', description: 'Ripe yellow banana', itemid: 'banana_001', price: 0.3 },
  ],
};

function toolCalls({ name, expect: { tool_calls } }: Recording): PublicAnswer['toolCalls'] {
  if (name.startsWith(STREAMED_CALL)) {
    return [{ name: 'writeItems', arguments: JSON.stringify(STREAMED_ARGUMENTS) }];
  }
  return tool_calls.map((call) => ({ name: call.name ?? '', arguments: call.arguments_json ?? '' }));
}

/** The vendors' finish reasons, as far as they are recorded. */
const FINISH: Readonly<Record<string, string>> = {
  stop: 'stop',
  end_turn: 'stop',
  stop_sequence: 'stop',
  // Anthropic: tools of its own are at work, and nobody resumes them here.
  pause_turn: 'stop',
  completed: 'stop',
  STOP: 'stop',
  1: 'stop',
  length: 'length',
  max_tokens: 'length',
  MAX_TOKENS: 'length',
  // The only recorded reason of an incomplete response is its limit.
  incomplete: 'length',
  tool_calls: 'toolCalls',
  tool_use: 'toolCalls',
  function_call: 'toolCalls',
  content_filter: 'contentFilter',
  refusal: 'contentFilter',
  SAFETY: 'contentFilter',
  RECITATION: 'contentFilter',
};

/** Gemini and Responses have no reason of their own for tool calls. */
const SAYS_NOTHING_OF_CALLS = new Set(['gemini-generate', 'openai-responses']);

function end({ name, api, status, expect: expected }: Recording): string {
  const { error, finish_reason_raw: reason, block_reason: blocked, tool_calls } = expected;
  // The public interface has no finish reason for it, and nothing was said: another model may do better.
  if (reason === 'MALFORMED_FUNCTION_CALL') {
    return 'error server: the model stopped without an answer (MALFORMED_FUNCTION_CALL)';
  }
  if (error !== null) {
    // In an answer of status 200 the status is the one that the error itself names.
    const told = status === 200 ? IN_BAND_STATUS[name] : status;
    // Messages are shown in one line.
    const message = error.message?.replace(/\s+/g, ' ').trim();
    return `error ${kindOf(name, status)}${told === undefined ? '' : ` ${told}`}: ${message}`;
  }
  if (blocked) return 'done contentFilter';
  if (reason === null) return 'error protocol: the answer broke off without its end';
  const finish = FINISH[reason];
  return `done ${finish === 'stop' && SAYS_NOTHING_OF_CALLS.has(api) && tool_calls.length > 0 ? 'toolCalls' : finish}`;
}

/** What a status means where nothing tells more. */
const BY_STATUS: Readonly<Record<number, string>> = {
  200: 'server',
  400: 'badRequest',
  401: 'auth',
  402: 'quota',
  403: 'auth',
  404: 'modelNotFound',
  408: 'timeout',
  // The only recorded one: a request body that Azure could not take in.
  413: 'contextLength',
  429: 'rateLimit',
  500: 'server',
  503: 'overloaded',
  529: 'overloaded',
};

/** Where the name or the words of an error say more than its status, by the beginning of the recording's name. */
const SHARPER: readonly (readonly [string, string])[] = [
  // "Your credit balance is too low"
  ['anthropic/quoted-err400-credit-balance', 'quota'],
  ['anthropic/stream-midstream-error', 'overloaded'],
  ['azure-openai/err400-content-filter', 'contentFilter'],
  // "API key not valid"
  ['google-gemini/err400-invalid-argument', 'auth'],
  // "The input token count exceeds the maximum"
  ['google-vertex/err400-invalid-argument', 'contextLength'],
  // The model, not the request, got the call wrong.
  ['groq/err400-tool-use-failed', 'server'],
  // "prompt too long"
  ['ollama/err400', 'contextLength'],
  ['openai/err429-insufficient-quota', 'quota'],
  ['openai/stream-midstream-error--gpt-5', 'quota'],
  // "is not a valid model ID"
  ['openrouter/err400', 'modelNotFound'],
  // "Your paid balance is insufficient"
  ['siliconflow/quoted-err403', 'quota'],
  // "Incorrect API key provided"
  ['xai/err400-invalid-argument', 'auth'],
  // 1305: "may be temporarily overloaded"
  ['zai-glm/err429', 'overloaded'],
  ['zai-glm/quoted-err429-no-balance', 'quota'],
];

const IN_BAND_STATUS: Readonly<Record<string, number>> = {
  'groq/stream-midstream-error-reasoning-no-finish--gpt-oss-120b': 400,
  'openrouter/stream-midstream-error-reasoning-length--minimax-m2-free': 400,
};

function kindOf(name: string, status: number): string | undefined {
  return SHARPER.find(([start]) => name.startsWith(start))?.[1] ?? BY_STATUS[status];
}

/**
 * Tokens written to a cache that a gateway reports under Anthropic's name, as a part of its `prompt_tokens`: `expect`
 * leaves them out.
 */
const ALSO_WRITTEN: Readonly<Record<string, number>> = {
  'cline-gateway/stream-tools-cached-emoji--claude-sonnet-4.6': 237,
};

/** How `expect.usage` counts: Anthropic's input is without its caches, Gemini's output without reasoning; else with. */
function usage({ name, api, status, expect: expected }: Recording): PublicAnswer['usage'] {
  const { usage: counted, text, reasoning_text, error } = expected;
  if (counted == null || !((counted.input ?? 0) + (counted.output ?? 0) > 0)) {
    // Nobody is billed for an error before the first word; whatever else has no usage is estimated.
    const nothing = status !== 200 || (error !== null && text + reasoning_text === '');
    return nothing ? NO_USAGE : 'estimated';
  }
  const cached = counted.cached_input ?? 0;
  const written = counted.cache_write ?? ALSO_WRITTEN[name] ?? 0;
  const reasoning = counted.reasoning ?? 0;
  // What Google's own tools gave the model to read is billed as input too.
  const input = (counted.input ?? 0) + (counted.tool_use_prompt ?? 0);
  const output = counted.output ?? 0;
  // xAI's chat completions count reasoning beside the output: the vendor's total says so.
  const beside = api === 'gemini-generate' || (api === 'openai-chat' && name.startsWith('xai/'));
  return {
    inputTokens: api === 'anthropic-messages' ? input + cached + written : input,
    cachedInputTokens: cached,
    cacheWriteTokens: written,
    outputTokens: beside ? output + reasoning : output,
    reasoningTokens: reasoning,
  };
}
