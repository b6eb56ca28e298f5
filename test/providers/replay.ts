import { textMessage } from '../../src/core/chat/message.ts';
import type { ProviderEvent } from '../../src/core/ports/provider.ts';
import { createProviders } from '../../src/providers/createProviders.ts';
import { testSetup } from '../fakes/testSetup.ts';
import { errorLine, keysOf, lines } from './overHttp.ts';

/** One response, byte for byte. */
export interface Replay {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array<ArrayBuffer>;
}

/** What the dialect makes of a response that arrives in pieces of so many bytes: its events, and its error if it has one. */
export async function replay(response: Replay, pieceBytes = 3): Promise<{ events: ProviderEvent[]; log: string[] }> {
  const setup = testSetup({ providers: { a: { api: 'openai-chat', baseUrl: 'http://127.0.0.1/v1', auth: 'none' } } });
  const fetch = async () => responseOf(response, pieceBytes);
  const provider = await createProviders((id) => setup.providers.get(id), keysOf({}), fetch).get('a');
  const call = { providerId: 'a', modelName: 'm', messages: [textMessage('user', 'hi')], onActivity() {} };
  const events: ProviderEvent[] = [];
  try {
    for await (const event of provider.stream(call, new AbortController().signal)) events.push(event);
    return { events, log: lines(events) };
  } catch (error) {
    return { events, log: [...lines(events), errorLine(error)] };
  }
}

function responseOf({ status = 200, headers = {}, body }: Replay, pieceBytes: number): Response {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  let at = 0;
  const stream = new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(at, at + pieceBytes));
      at += pieceBytes;
    },
  });
  return new Response(stream, { status, headers: { 'content-type': 'text/event-stream', ...headers } });
}

/** Chunks as a stream of server-sent events. */
export function sse(chunks: readonly object[]): string {
  return [...chunks.map((chunk) => JSON.stringify(chunk)), '[DONE]'].map((data) => `data: ${data}\n\n`).join('');
}
