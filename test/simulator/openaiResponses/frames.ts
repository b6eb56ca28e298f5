import type { Frame } from '../dialect.ts';
import { fieldsOf, isFields } from '../json.ts';
import type { Turn } from '../turn.ts';
import { callItem, emptyReasoning, itemId, messageItem, reasoningItem, responseOf, statusOf } from './response.ts';

type Write = (type: string, fields: object, more?: Partial<Frame>) => Frame;

/** A streamed response (platform.openai.com/docs/api-reference/responses-streaming): its items one after the other, then the whole. */
export function* frames(turn: Turn): Generator<Frame> {
  const write = numbered();
  yield write('response.created', { response: responseOf(turn, 'in_progress') });
  yield write('response.in_progress', { response: responseOf(turn, 'in_progress') });
  let index = 0;
  if (turn.reasoning.length > 0) yield* reasoningFrames(turn, index++, write);
  if (turn.text.length > 0) yield* textFrames(turn, index++, write);
  for (const callIndex of turn.calls.keys()) yield* callFrames(turn, callIndex, index++, write);
  yield write(`response.${statusOf(turn)}`, { response: responseOf(turn, 'whole') }, { closing: true });
}

function* reasoningFrames(turn: Turn, index: number, write: Write): Generator<Frame> {
  const place = { item_id: itemId(turn, 'rs'), output_index: index, summary_index: 0 };
  yield write('response.output_item.added', { output_index: index, item: emptyReasoning(turn) });
  const text = turn.reasoning.join('');
  if (turn.request.reasoning === 'shown') {
    const part = (content: string) => ({ ...place, part: { type: 'summary_text', text: content } });
    yield write('response.reasoning_summary_part.added', part(''));
    for (const delta of turn.reasoning) {
      yield write('response.reasoning_summary_text.delta', { ...place, delta }, { carries: 'reasoning' });
    }
    yield write('response.reasoning_summary_text.done', { ...place, text });
    yield write('response.reasoning_summary_part.done', part(text));
  }
  const hidden = turn.request.reasoning === 'shown' ? {} : hiddenTokens(turn);
  yield write('response.output_item.done', { output_index: index, item: reasoningItem(turn) }, hidden);
}

/** Reasoning that is not shown takes its time all the same. */
function hiddenTokens({ reasoning }: Turn): Partial<Frame> {
  return { carries: 'reasoning', tokens: reasoning.length };
}

function* textFrames(turn: Turn, index: number, write: Write): Generator<Frame> {
  const place = { item_id: itemId(turn, 'msg'), output_index: index, content_index: 0 };
  const part = (text: string) => ({ ...place, part: { type: 'output_text', annotations: [], logprobs: [], text } });
  const text = turn.text.join('');
  yield write('response.output_item.added', { output_index: index, item: messageItem(turn, 'in_progress') });
  yield write('response.content_part.added', part(''));
  for (const delta of turn.text) {
    yield write('response.output_text.delta', { ...place, delta, logprobs: [] }, { carries: 'output' });
  }
  yield write('response.output_text.done', { ...place, text, logprobs: [] });
  yield write('response.content_part.done', part(text));
  yield write('response.output_item.done', { output_index: index, item: messageItem(turn, statusOf(turn)) });
}

function* callFrames(turn: Turn, callIndex: number, index: number, write: Write): Generator<Frame> {
  const call = turn.calls[callIndex];
  if (!call) return;
  const place = { item_id: itemId(turn, 'fc', callIndex), output_index: index };
  const item = (status: string) => ({ output_index: index, item: callItem(turn, call, callIndex, status) });
  yield write('response.output_item.added', item('in_progress'));
  for (const delta of call.pieces) {
    yield write('response.function_call_arguments.delta', { ...place, delta }, { carries: 'output' });
  }
  yield write('response.function_call_arguments.done', { ...place, name: call.name, arguments: call.arguments });
  yield write('response.output_item.done', item('completed'));
}

/** An error in the middle: the event, then the response that has failed. */
export function errorFrames(turn: Turn, body: unknown): Frame[] {
  const said = fieldsOf(isFields(body) ? (body.error ?? body) : { message: body });
  const code = said.code ?? 'server_error';
  const message = said.message ?? 'The server had an error while processing your request';
  // Later than any event of the answer.
  const write = numbered(1_000_000);
  return [
    write('error', { error: { type: code, param: null, ...said, code, message } }),
    write('response.failed', { response: { ...responseOf(turn, 'failed'), error: { code, message } } }),
  ];
}

/** Every event bears its type and a number of its own. */
function numbered(first = 0): Write {
  let next = first;
  return (type, fields, more = {}) => ({
    event: type,
    data: JSON.stringify({ type, ...fields, sequence_number: next++ }),
    ...more,
  });
}
