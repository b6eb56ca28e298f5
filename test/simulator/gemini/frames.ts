import { inputTokensOf } from '../../../src/core/chat/usage.ts';
import type { Frame } from '../dialect.ts';
import { isFields, parseJson } from '../json.ts';
import { signature } from '../signature.ts';
import type { Turn, TurnCall } from '../turn.ts';
import { errorAnswer } from './errors.ts';

export function responseId({ request }: Turn): string {
  return `sim-${request.provider}-${request.serial}`;
}

/** A streamed answer: chunks that are whole responses, the last with the finish reason. */
export function* frames(turn: Turn): Generator<Frame> {
  if (turn.behaviour.blocksPrompt) {
    yield { data: JSON.stringify(blocked(turn)), closing: true };
    return;
  }
  let output = 0;
  const chunk = (candidate: object): string => {
    const usage = turn.behaviour.usage ?? 'everyChunk';
    return response(turn, candidate, usage === 'everyChunk' ? output : undefined);
  };
  if (turn.request.reasoning === 'shown') {
    for (const text of turn.reasoning) {
      yield { data: chunk({ content: content([{ text, thought: true }]) }), carries: 'reasoning' };
    }
  }
  for (const text of turn.text) {
    output++;
    yield { data: chunk({ content: content([{ text }]) }), carries: 'output' };
  }
  for (const [index, call] of readable(turn).entries()) {
    output += call.pieces.length;
    const part = callPart(turn, call, index);
    yield { data: chunk({ content: content([part]) }), carries: 'output', tokens: call.pieces.length };
  }
  const end = { ...lastContent(turn), ...finishOf(turn) };
  const atLast = turn.behaviour.usage === 'none' ? undefined : turn.outputTokens;
  yield { data: response(turn, end, atLast), closing: true, ...hiddenTokens(turn) };
}

/** Thoughts that are not shown are billed all the same. */
function hiddenTokens({ request, reasoning }: Turn): Partial<Frame> {
  if (request.reasoning === 'shown' || reasoning.length === 0) return {};
  return { carries: 'reasoning', tokens: reasoning.length };
}

/** The whole answer as one response. */
export function whole(turn: Turn): unknown {
  if (turn.behaviour.blocksPrompt) return blocked(turn);
  const thoughts = turn.request.reasoning === 'shown' ? turn.reasoning.join('') : '';
  const text = turn.text.join('');
  const parts = [
    ...(thoughts ? [{ text: thoughts, thought: true }] : []),
    ...(text ? [{ text, ...textSignature(turn) }] : []),
    ...readable(turn).map((call, index) => callPart(turn, call, index)),
  ];
  const candidate = { content: parts.length > 0 ? content(parts) : {}, ...finishOf(turn) };
  const usage = turn.behaviour.usage === 'none' ? undefined : turn.outputTokens;
  return JSON.parse(response(turn, candidate, usage));
}

/** An error in the middle: a chunk that is one. */
export function errorFrames(_: Turn, body: unknown): Frame[] {
  return [{ data: JSON.stringify(body ?? errorAnswer({ type: 'status', status: 503 }).body) }];
}

function response(turn: Turn, candidate: object, outputTokens: number | undefined): string {
  return JSON.stringify({
    candidates: [{ ...candidate, index: 0 }],
    ...(outputTokens !== undefined && { usageMetadata: usageOf(turn, outputTokens) }),
    ...head(turn),
  });
}

function head(turn: Turn): object {
  return { modelVersion: turn.request.model, responseId: responseId(turn) };
}

/** No candidate at all, and the reason why (ai.google.dev/api/generate-content, PromptFeedback). */
function blocked(turn: Turn): object {
  const safetyRatings = [{ category: 'HARM_CATEGORY_DANGEROUS_CONTENT', probability: 'HIGH', blocked: true }];
  const promptTokenCount = inputTokensOf(turn.usage(0));
  const usageMetadata = { promptTokenCount, totalTokenCount: promptTokenCount };
  return { promptFeedback: { blockReason: 'SAFETY', safetyRatings }, usageMetadata, ...head(turn) };
}

function content(parts: readonly object[]): object {
  return { parts, role: 'model' };
}

/** Google reports calls as values, so that one with broken arguments cannot be: see `MALFORMED_FUNCTION_CALL`. */
function readable(turn: Turn): TurnCall[] {
  return turn.calls.filter((call) => isFields(argumentsOf(call)));
}

function argumentsOf(call: TurnCall): unknown {
  return call.arguments === '' ? {} : parseJson(call.arguments);
}

/** Only the first of parallel calls is signed (ai.google.dev/gemini-api/docs/thought-signatures); ids came with Gemini 3. */
function callPart(turn: Turn, call: TurnCall, index: number): object {
  const { model } = turn.request;
  const args = argumentsOf(call);
  const id = isGemini3(model) ? { id: call.id } : {};
  const signed = { thoughtSignature: signature(model, call.name + JSON.stringify(args)) };
  return { functionCall: { name: call.name, args, ...id }, ...(index === 0 && signed) };
}

/** The models that insist on their signatures. */
export function isGemini3(model: string): boolean {
  return /^gemini-3/.test(model);
}

function textSignature({ request, calls }: Turn): object {
  if (!isGemini3(request.model) || calls.length > 0) return {};
  return { thoughtSignature: signature(request.model, 'text') };
}

function lastContent(turn: Turn): object {
  if (turn.finish === 'content_filter') return {};
  return { content: content([{ text: '', ...textSignature(turn) }]) };
}

function finishOf(turn: Turn): object {
  if (readable(turn).length < turn.calls.length) {
    return {
      finishReason: 'MALFORMED_FUNCTION_CALL',
      finishMessage: `Malformed function call: ${turn.calls[0]?.name}`,
    };
  }
  const finishReason = FINISH_REASONS[turn.finish] ?? turn.finish;
  if (finishReason !== 'SAFETY') return { finishReason };
  const safetyRatings = [{ category: 'HARM_CATEGORY_DANGEROUS_CONTENT', probability: 'HIGH', blocked: true }];
  return { finishReason, safetyRatings };
}

const FINISH_REASONS: Record<string, string> = {
  stop: 'STOP',
  length: 'MAX_TOKENS',
  tool_calls: 'STOP',
  content_filter: 'SAFETY',
};

/** Thoughts stand beside the candidates' tokens here, and what was cached within the prompt's. */
function usageOf(turn: Turn, outputTokens: number): object {
  const parts = turn.usage(outputTokens);
  const prompt = inputTokensOf(parts);
  return {
    promptTokenCount: prompt,
    ...(parts.outputText > 0 && { candidatesTokenCount: parts.outputText }),
    totalTokenCount: prompt + parts.outputText + parts.reasoning,
    ...(parts.cacheRead > 0 && { cachedContentTokenCount: parts.cacheRead }),
    promptTokensDetails: [{ modality: 'TEXT', tokenCount: prompt }],
    ...(parts.reasoning > 0 && { thoughtsTokenCount: parts.reasoning }),
  };
}
