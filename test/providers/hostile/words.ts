/** The head of an answer; its body ends with the connection unless a header says otherwise. */
export function head(status: number, headers: Readonly<Record<string, string | number>> = {}): string {
  const lines = Object.entries({ 'content-type': 'text/event-stream', ...headers }).map(([k, v]) => `${k}: ${v}`);
  return `HTTP/1.1 ${status} Whatever\r\n${lines.join('\r\n')}\r\nconnection: close\r\n\r\n`;
}

/** One event of a stream. */
export function event(value: unknown): string {
  return `data: ${JSON.stringify(value)}\n\n`;
}

/** One piece of a chat completion. */
export function piece(delta: object, finish_reason: string | null = null): string {
  return event({ choices: [{ index: 0, delta, finish_reason }] });
}

/** A whole answer of this text. */
export function whole(text: string): string {
  return `${piece({ content: text })}${piece({}, 'stop')}data: [DONE]\n\n`;
}

/** So many copies of a text, as bytes: a packet that costs its sender nothing. */
export function many(text: string, times: number): Buffer {
  return Buffer.from(text.repeat(times));
}
