/** The events of a streamed message, written as the vendor writes them. */

export const PING = { type: 'ping' };
export const STOP = { type: 'message_stop' };

/** The beginning of a message. */
export function start(message: object = {}): object {
  const fields = { id: 'msg_1', type: 'message', role: 'assistant', model: 'claude-test-1', content: [] };
  return { type: 'message_start', message: { ...fields, stop_reason: null, stop_sequence: null, ...message } };
}

/** A content block that grows by some deltas. */
export function block(index: number, content_block: object, ...deltas: object[]): object[] {
  return [
    { type: 'content_block_start', index, content_block },
    ...deltas.map((delta) => ({ type: 'content_block_delta', index, delta })),
    { type: 'content_block_stop', index },
  ];
}

export const text = (value: string) => ({ type: 'text_delta', text: value });
export const thinking = (value: string) => ({ type: 'thinking_delta', thinking: value });
export const signature = (value: string) => ({ type: 'signature_delta', signature: value });
export const input = (value: string) => ({ type: 'input_json_delta', partial_json: value });

/** The end of a message, save `message_stop`. */
export function delta(stop_reason: string | null, usage?: object): object {
  return {
    type: 'message_delta',
    delta: { stop_reason, stop_sequence: null },
    ...(usage === undefined ? {} : { usage }),
  };
}

/** Events as they are sent, with the vendor's names and padding. */
export function stream(events: readonly object[], lineEnd = '\n'): string {
  const named = events.map((event) => [
    `event: ${(event as { type?: string }).type}`,
    `data: ${JSON.stringify(event)}   `,
  ]);
  return named.map((lines) => [...lines, '', ''].join(lineEnd)).join('');
}

const TEXT = { type: 'text', text: '' };

/** A short whole answer. */
export const HELLO = [start(), ...block(0, TEXT, text('hel'), text('lo')), delta('end_turn'), STOP];
