import fc from 'fast-check';
import type { Api } from '../../src/core/models/preset.ts';
import { anyChunk, GOOD_END } from './anyChunks.ts';

/** What a provider answers, and how its connection ends. */
export interface AnyBody {
  readonly status: number;
  readonly bytes: Uint8Array;
  /** `stalls`: it stays open for ever. */
  readonly end: 'closes' | 'breaks' | 'stalls';
}

const FRAMINGS: readonly ((chunks: readonly string[]) => string)[] = [
  (chunks) => chunks.map((chunk) => `data: ${chunk}\n\n`).join(''),
  (chunks) => chunks.map((chunk) => `event: x\r\ndata: ${chunk}\r\n\r\n`).join(''),
  (chunks) => chunks.map((chunk) => `data:${chunk}\r\r: comment\r\r`).join(''),
  (chunks) => chunks.join('\n'),
  (chunks) => `[${chunks.join(',\n')}]`,
  // Glued into one line.
  (chunks) => chunks.map((chunk) => `data: ${chunk}`).join(''),
];

/** Pieces that are no JSON, or not all of one. */
const junk = fc.oneof(
  fc.constantFrom('[DONE]', '', '{"choices":[{"del', '}', 'Network connection lost', '<html>no</html>', '"', '\\ud83d'),
  fc.constantFrom('error: {"error":"x"}', ': ping', 'event: error', 'id: 1', '\ufeff', '\0'),
  fc.string({ maxLength: 10 }),
);

type Mangle = (bytes: Uint8Array) => Uint8Array;
const place = fc.double({ min: 0, max: 1, noNaN: true });

/** What happens to the bytes on the way: mostly nothing. */
const mangle: fc.Arbitrary<Mangle> = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Mangle>((bytes) => bytes) },
  {
    weight: 2,
    arbitrary: place.map(
      (end): Mangle =>
        (bytes) =>
          bytes.slice(0, end * bytes.length),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(place, fc.uint8Array({ maxLength: 4 })).map(
      ([at, more]): Mangle =>
        (bytes) =>
          new Uint8Array([...bytes.slice(0, at * bytes.length), ...more, ...bytes.slice(at * bytes.length)]),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(place, place).map(
      ([from, to]): Mangle =>
        (bytes) =>
          new Uint8Array([...bytes, ...bytes.slice(from * bytes.length, to * bytes.length)]),
    ),
  },
);

/** Any answer in a dialect: well-formed or broken, in any framing, truncated, repeated, out of order. */
export function anyBody(api: Exclude<Api, 'vscode-lm'>, ends: readonly AnyBody['end'][]): fc.Arbitrary<AnyBody> {
  const piece = fc.oneof(
    { weight: 25, arbitrary: anyChunk(api).map((chunk) => JSON.stringify(chunk)) },
    { weight: 1, arbitrary: junk },
  );
  const framing = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...FRAMINGS.slice(0, 3)) },
    { weight: 1, arbitrary: fc.constantFrom(...FRAMINGS) },
  );
  const status = fc.oneof(
    { weight: 15, arbitrary: fc.constant(200) },
    { weight: 1, arbitrary: fc.constantFrom(302, 400, 401, 404, 413, 429, 500, 503, 529) },
  );
  const last = fc.constantFrom(
    [],
    GOOD_END[api].map((chunk) => JSON.stringify(chunk)),
  );
  return fc
    .record({ status, framing, mangle, pieces: fc.array(piece, { maxLength: 8 }), last, end: fc.constantFrom(...ends) })
    .map(({ status, framing, mangle, pieces, last, end }) => ({
      status,
      bytes: mangle(new TextEncoder().encode(framing([...pieces, ...last]))),
      end,
    }));
}

/** The body as a response whose bytes come in pieces of these sizes, again and again. */
export function responseOf({ status, bytes, end }: AnyBody, sizes: readonly number[] = [bytes.length]): Response {
  let at = 0;
  let piece = 0;
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (at < bytes.length) {
          const next = at + Math.max(1, sizes[piece++ % sizes.length] ?? 1);
          controller.enqueue(bytes.slice(at, next));
          at = next;
        } else if (end === 'closes') controller.close();
        else if (end === 'breaks') controller.error(new TypeError('terminated', { cause: reset() }));
        else return new Promise<void>(() => {});
        return undefined;
      },
    },
    { highWaterMark: 0 },
  );
  return new Response(body, { status, headers: { 'content-type': 'text/event-stream' } });
}

function reset(): Error {
  return Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
}
