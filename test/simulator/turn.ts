import type { UsageParts } from '../../src/core/chat/usage.ts';
import { simulatedAnswer } from './answers.ts';
import type { Behaviour, SimulatedVendor } from './behaviour.ts';
import type { PromptCache, PromptUsage } from './promptCache.ts';
import { schemaSample } from './schemaSample.ts';
import { promptTokens, type SimulatedRequest } from './simulatedRequest.ts';
import { repeatTo, tokenise } from './tokenise.ts';
import { toolCallsOf } from './toolCallsOf.ts';

/** One answer, planned as a whole: what a dialect writes down. */
export interface Turn {
  readonly request: SimulatedRequest;
  readonly behaviour: Behaviour;
  readonly vendor: SimulatedVendor;
  /** Seconds since 1970. */
  readonly created: number;
  readonly reasoning: readonly string[];
  readonly text: readonly string[];
  readonly calls: readonly TurnCall[];
  /** `stop`, `length`, `tool_calls`, `content_filter`, or a vendor's own word. */
  readonly finish: string;
  /** The stop sequence that ended the text. */
  readonly stopSequence: string | undefined;
  /** What is billed once so many tokens of text and tool calls have been written. */
  usage(outputTokens: number): UsageParts;
  /** The tokens of text and tool calls of the whole answer. */
  readonly outputTokens: number;
  /** US$ for that usage, as the vendor's in-band report says it; undefined where the model has no price. */
  costUsd(usage: UsageParts): number | undefined;
}

export interface TurnCall {
  readonly id: string;
  readonly name: string;
  readonly arguments: string;
  /** The arguments in tokens. */
  readonly pieces: readonly string[];
}

const SHORT_THOUGHT = 'Let me look at what is being asked before I answer.';

/** Plans the answer that the behaviour describes; `prompt` is how its input is billed. */
export function planTurn(
  request: SimulatedRequest,
  behaviour: Behaviour,
  prompt: PromptUsage,
  around: Pick<Turn, 'vendor' | 'created' | 'costUsd'>,
): Turn {
  const limit = request.maxOutputTokens ?? Number.POSITIVE_INFINITY;
  const wanted = behaviour.blocksPrompt ? EMPTY : contentOf(request, behaviour);
  const reasoning = wanted.reasoning.slice(0, limit);
  const text = wanted.text.slice(0, limit - reasoning.length);
  const calls = callsWithin(wanted.calls, limit - reasoning.length - text.length);
  const outputTokens = text.length + calls.reduce((sum, call) => sum + call.pieces.length, 0);
  const wantedTokens = wanted.reasoning.length + wanted.text.length + callTokens(wanted.calls);
  const usual = calls.length > 0 ? 'tool_calls' : behaviour.blocksPrompt ? 'content_filter' : 'stop';
  return {
    ...{ request, behaviour, ...around, reasoning, text, calls, outputTokens, stopSequence: wanted.stopSequence },
    finish: behaviour.finishReason ?? (wantedTokens > limit ? 'length' : usual),
    usage: (tokens) => ({ ...prompt, outputText: tokens, reasoning: reasoning.length }),
  };
}

/** How the input of a request is billed: by the client's own marks where it set any, else by the script. */
export function promptUsage(request: SimulatedRequest, behaviour: Behaviour, cache: PromptCache): PromptUsage {
  if (request.blocks?.some(({ mark }) => mark !== undefined)) {
    return cache.use(request.model, request.blocks, behaviour.cacheMinimumTokens ?? 1024);
  }
  const total = promptTokens(request);
  const cacheRead = Math.floor(total * (behaviour.cachedShare ?? 0));
  return { uncachedInput: total - cacheRead, cacheRead, cacheWrite5m: 0, cacheWrite1h: 0 };
}

interface Content {
  readonly reasoning: string[];
  readonly text: string[];
  readonly calls: readonly TurnCall[];
  readonly stopSequence?: string;
}

const EMPTY: Content = { reasoning: [], text: [], calls: [] };

function contentOf(request: SimulatedRequest, behaviour: Behaviour): Content {
  const calls = toolCallsOf(request, behaviour).map((call) => ({ ...call, pieces: tokenise(call.arguments) }));
  const asked = request.reasoning === 'shown' && request.api !== 'openai-chat' ? SHORT_THOUGHT : '';
  const reasoning = request.reasoning === 'none' ? [] : tokenise(behaviour.reasoning ?? asked);
  if (calls.length > 0) return { reasoning, text: tokenise(behaviour.textBeforeTools ?? ''), calls };
  const text = repeatTo(tokenise(textFor(request, behaviour)), behaviour.tokens);
  return { reasoning, calls, ...stoppedAt(text, request.stop) };
}

function textFor(request: SimulatedRequest, behaviour: Behaviour): string {
  if (behaviour.text !== undefined) {
    return typeof behaviour.text === 'function' ? behaviour.text(request) : behaviour.text;
  }
  if (request.structured) {
    const { schema = { properties: { answer: {} } } } = request.structured;
    return JSON.stringify(schemaSample(schema));
  }
  const last = request.messages.at(-1);
  return last?.results ? `The tool says: ${last.content}` : simulatedAnswer(request);
}

function stoppedAt(tokens: string[], stop: readonly string[]): { text: string[]; stopSequence?: string } {
  const text = tokens.join('');
  const found = stop
    .map((sequence) => ({ sequence, at: sequence === '' ? -1 : text.indexOf(sequence) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at)[0];
  return found ? { text: tokenise(text.slice(0, found.at)), stopSequence: found.sequence } : { text: tokens };
}

function callTokens(calls: readonly TurnCall[]): number {
  return calls.reduce((sum, call) => sum + call.pieces.length, 0);
}

/** A limit cuts the arguments of a call, as it would its text. */
function callsWithin(calls: readonly TurnCall[], limit: number): TurnCall[] {
  let left = limit;
  return calls.flatMap((call) => {
    if (left <= 0) return [];
    const pieces = call.pieces.slice(0, left);
    left -= pieces.length;
    return [{ ...call, pieces, arguments: pieces.join('') }];
  });
}
