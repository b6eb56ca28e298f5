import { textMessage } from '../src/core/chat/message.ts';
import { createProviders } from '../src/providers/createProviders.ts';
import { testSetup } from '../test/fakes/testSetup.ts';
import { aim, type Figure, type Progress, row } from './figure.ts';
import { interleave } from './interleave.ts';
import { bodyOf, longBody } from './longBody.ts';
import { medianOfMedians } from './samples.ts';
import { SDK_STREAMS } from './sdkStreams.ts';
import { VENDOR_STREAMS } from './vendorStreams.ts';

const PROTOCOL = { warmUp: 5, rounds: 7, turns: 8 };
/** About as much as an answer of 4,000 tokens. */
const PIECES = 4000;
const LONG_BYTES = 10_000_000;

type Spoken = keyof typeof VENDOR_STREAMS;

/** How fast each dialect turns bytes into events, beside its vendor's own client reading the same bytes. */
export async function normaliser(progress: Progress): Promise<Figure> {
  const values: Figure['values'][number][] = [];
  const aims: Figure['aims'][number][] = [];
  for (const api of Object.keys(VENDOR_STREAMS) as Spoken[]) {
    const body = encode(VENDOR_STREAMS[api](PIECES));
    const fetch = async () => responseOf(body);
    const ours = await reader(api, fetch);
    const theirs = SDK_STREAMS[api](fetch);
    const rounds = await interleave({ ours: () => timed(ours), theirs: () => timed(theirs) }, PROTOCOL, (line) =>
      progress(`${api}, ${line}`),
    );
    const [own, sdk] = [medianOfMedians(rounds.ours), medianOfMedians(rounds.theirs)];
    const [events, megabytes] = [await ours(), body.length / 1e6];
    values.push(
      row(`${api}, ours`, (megabytes / own) * 1000, 'MB/s'),
      row(`${api}, ours`, (events / own) * 1000, 'events/s'),
      row(`${api}, the vendor's client`, (megabytes / sdk) * 1000, 'MB/s'),
    );
    aims.push(aim(`${api}, time beside the vendor's client`, own / sdk, 1, '×'));
    aims.push(aim(`${api}, heap held after 10 MB beyond what is after 1 MB`, await growth(api), 0.5, 'MB'));
  }
  return {
    name: 'normaliser',
    about: `A stream of ${PIECES} pieces of text from bytes to events, beside the vendor's own client on the same bytes.`,
    values,
    aims,
  };
}

/** Reads one answer through the whole dialect; resolves to the number of events. */
async function reader(api: Spoken, fetch: () => Promise<Response>): Promise<() => Promise<number>> {
  const setup = testSetup({ providers: { a: { api, baseUrl: 'http://127.0.0.1/v1', auth: 'none' } } });
  const keys = { key: async () => undefined, secret: async () => undefined };
  const provider = await createProviders((id) => setup.providers.get(id), keys, { fetch }).get('a');
  const call = { providerId: 'a', modelName: 'm', messages: [textMessage('user', 'hi')], onActivity() {} };
  return async () => {
    let seen = 0;
    for await (const _ of provider.stream(call, new AbortController().signal)) seen++;
    return seen;
  };
}

async function timed(read: () => Promise<number>): Promise<number> {
  const start = performance.now();
  if ((await read()) < PIECES) throw new Error('events are missing');
  return performance.now() - start;
}

/** What is held in the middle of a long stream more than at its beginning, in megabytes. */
async function growth(api: Spoken): Promise<number> {
  const held: number[] = [];
  const body = longBody(VENDOR_STREAMS[api](PIECES), LONG_BYTES, () => held.push(heldMb()));
  await (await reader(api, async () => new Response(body, { headers: { 'content-type': 'text/event-stream' } })))();
  const [early = Number.NaN, late = Number.NaN] = held;
  return late - early;
}

function encode(frames: readonly string[]): Uint8Array {
  return new TextEncoder().encode(frames.join(''));
}

function heldMb(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1e6;
}

function responseOf(bytes: Uint8Array): Response {
  return new Response(bodyOf(bytes), { headers: { 'content-type': 'text/event-stream' } });
}
