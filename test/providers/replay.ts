import type { SwitchyardError } from '../../src/core/chat/errors.ts';
import { textMessage } from '../../src/core/chat/message.ts';
import { NO_PARTS, type UsageParts } from '../../src/core/chat/usage.ts';
import type { VendorDetails } from '../../src/core/chat/vendorDetails.ts';
import type { Api } from '../../src/core/models/preset.ts';
import type { ProviderCall, ProviderEvent } from '../../src/core/ports/provider.ts';
import { createProviders } from '../../src/providers/createProviders.ts';
import { PRESETS } from '../../src/providers/presets.ts';
import { testSetup } from '../fakes/testSetup.ts';
import { errorLine, keysOf, lines } from './eventLines.ts';

/** One response, byte for byte. */
export interface Replay {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array<ArrayBuffer>;
}

interface Options {
  readonly api?: Api;
  /** The id of the provider: a preset's brings its quirks. */
  readonly provider?: string;
  /** The size of the pieces that the body comes in; a function is asked for each piece. */
  readonly pieceBytes?: number | (() => number);
  readonly call?: Partial<ProviderCall>;
}

/** What a dialect makes of a response: its events, the same as lines, and its error if it has one. */
export interface Replayed {
  readonly events: ProviderEvent[];
  readonly log: string[];
  readonly error: SwitchyardError | undefined;
}

/** Plays a response to a dialect, in pieces. A fault counts as the error. Anything but a coded error is thrown on. */
export async function replay(response: Replay, options: Options = {}): Promise<Replayed> {
  const { api = 'openai-chat', provider: id = 'a', pieceBytes = 3 } = options;
  const setup = testSetup(
    { providers: { [id]: { api, baseUrl: 'http://127.0.0.1/v1', auth: 'none' } } },
    { presets: id === 'a' ? [] : PRESETS },
  );
  const fetch = async () => responseOf(response, pieceBytes);
  const provider = await createProviders((name) => setup.providers.get(name), keysOf({}), { fetch }).get(id);
  const messages = [textMessage('user', 'hi')];
  const call: ProviderCall = { providerId: id, modelName: 'm', messages, onActivity() {}, ...options.call };
  const events: ProviderEvent[] = [];
  let error: SwitchyardError | undefined;
  try {
    for await (const event of provider.stream(call, new AbortController().signal)) {
      if (event.type === 'fault') error = event.error;
      else events.push(event);
    }
  } catch (thrown) {
    errorLine(thrown);
    error = thrown as SwitchyardError;
  }
  return { events, log: [...lines(events), ...(error === undefined ? [] : [errorLine(error)])], error };
}

/** What the events of an answer add up to. */
export interface Sum {
  readonly text: string;
  readonly reasoning: string;
  readonly toolCalls: { name: string; arguments: string }[];
  readonly usage: UsageParts;
  readonly details: VendorDetails;
  readonly finish: string | undefined;
}

/** Adds up the events of one answer. */
export function sumOf(events: readonly ProviderEvent[]): Sum {
  const sum = { text: '', reasoning: '', toolCalls: [] as Sum['toolCalls'], usage: NO_PARTS, details: {} };
  let finish: string | undefined;
  for (const event of events) {
    if (event.type === 'text') sum.text += event.delta;
    else if (event.type === 'reasoning') sum.reasoning += event.delta;
    else if (event.type === 'usage') sum.usage = event.usage;
    else if (event.type === 'details') sum.details = { ...sum.details, ...event.details };
    else if (event.type === 'finish') finish ??= event.reason;
    else if (event.type === 'toolCall') {
      const call = sum.toolCalls[event.index] ?? { name: event.name, arguments: '' };
      sum.toolCalls[event.index] = { ...call, arguments: call.arguments + event.argumentsDelta };
    }
  }
  return { ...sum, finish };
}

/** Sizes of pieces that look random, the same for the same name each time. */
export function pieces(name: string): () => number {
  let state = [...name].reduce((hash, letter) => (Math.imul(hash, 31) + (letter.codePointAt(0) ?? 0)) >>> 0, 7);
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state >>> 16) % 97;
  };
}

function responseOf({ status = 200, headers = {}, body }: Replay, pieceBytes: number | (() => number)): Response {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  let at = 0;
  const stream = new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      const end = at + (typeof pieceBytes === 'number' ? pieceBytes : Math.max(1, pieceBytes()));
      controller.enqueue(bytes.slice(at, end));
      at = end;
    },
  });
  return new Response(stream, { status, headers: { 'content-type': 'text/event-stream', ...headers } });
}

/** Chunks as a stream of server-sent events. */
export function sse(chunks: readonly object[]): string {
  return [...chunks.map((chunk) => JSON.stringify(chunk)), '[DONE]'].map((data) => `data: ${data}\n\n`).join('');
}
