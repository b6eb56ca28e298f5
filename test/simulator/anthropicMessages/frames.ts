import type { Frame } from '../dialect.ts';
import type { Turn } from '../turn.ts';
import { errorBody } from './errors.ts';
import { firstUsage, messageHead, shownThoughts, stopOf, thinkingBlock, usageOf } from './message.ts';
import { thinkingSignature } from './thinkingSignature.ts';

/** A streamed message (platform.claude.com/docs/en/build-with-claude/streaming): its blocks one after the other. */
export function* frames(turn: Turn): Generator<Frame> {
  const { behaviour } = turn;
  const usage = behaviour.usage === 'none' ? { input_tokens: 0, output_tokens: 0 } : firstUsage(turn);
  const open = { content: [], stop_reason: null, stop_sequence: null, stop_details: null };
  yield event('message_start', { message: { ...messageHead(turn), ...open, usage } });

  let index = 0;
  if (turn.reasoning.length > 0) yield* thinkingFrames(turn, index++);
  yield event('ping', {});
  if (turn.text.length > 0) yield* textFrames(turn, index++);
  for (const call of turn.calls) {
    const start = { type: 'tool_use', id: call.id, name: call.name, input: {} };
    yield event('content_block_start', { index, content_block: start });
    yield delta(index, { type: 'input_json_delta', partial_json: '' });
    for (const piece of call.pieces) {
      yield delta(index, { type: 'input_json_delta', partial_json: piece }, { carries: 'output' });
    }
    yield event('content_block_stop', { index: index++ });
  }

  const finalUsage = behaviour.usage === 'none' ? {} : { usage: usageOf(turn, turn.outputTokens) };
  yield event('message_delta', { delta: stopOf(turn), ...finalUsage }, { closing: true });
  if (!behaviour.omitDone) yield event('message_stop', {});
}

function* thinkingFrames(turn: Turn, index: number): Generator<Frame> {
  const all = { carries: 'reasoning', tokens: turn.reasoning.length } as const;
  if (turn.behaviour.redactsReasoning) {
    yield event('content_block_start', { index, content_block: thinkingBlock(turn) }, all);
    yield event('content_block_stop', { index });
    return;
  }
  yield event('content_block_start', { index, content_block: { type: 'thinking', thinking: '', signature: '' } });
  const shown = shownThoughts(turn);
  if (shown !== '') {
    for (const token of turn.reasoning) {
      yield delta(index, { type: 'thinking_delta', thinking: token }, { carries: 'reasoning' });
    }
  }
  const signed = { type: 'signature_delta', signature: thinkingSignature(turn.request.raw, shown) };
  yield delta(index, signed, shown === '' ? all : {});
  yield event('content_block_stop', { index });
}

function* textFrames(turn: Turn, index: number): Generator<Frame> {
  yield event('content_block_start', { index, content_block: { type: 'text', text: '' } });
  for (const token of turn.text) yield delta(index, { type: 'text_delta', text: token }, { carries: 'output' });
  yield event('content_block_stop', { index });
}

/** An error in the middle; an overload unless the script says otherwise. */
export function errorFrames(_: Turn, body: unknown): Frame[] {
  return [{ event: 'error', data: JSON.stringify(body ?? errorBody('overloaded_error', 'Overloaded')) }];
}

function delta(index: number, content: object, more: Partial<Frame> = {}): Frame {
  return event('content_block_delta', { index, delta: content }, more);
}

function event(type: string, fields: object, more: Partial<Frame> = {}): Frame {
  return { event: type, data: JSON.stringify({ type, ...fields }), ...more };
}
