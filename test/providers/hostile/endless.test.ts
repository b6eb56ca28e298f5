import { createBrotliCompress, createDeflate, createGzip } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { askInChild } from './askInChild.ts';
import { type Attack, flood, RawServer, trickle } from './rawServer.ts';
import { event, head, many, piece, whole } from './words.ts';

const JSON_TYPE = { 'content-type': 'application/json' };
const endless =
  (start: string, packet: Buffer | ((at: number) => string)): Attack =>
  async (socket) => {
    socket.write(start);
    await flood(socket, typeof packet === 'function' ? packet : () => packet);
  };

/** Zeros or blanks without end, packed: a megabyte of them takes a thousand bytes on the wire. */
const bomb =
  (coding: 'gzip' | 'br' | 'deflate', status = 200, fill = ' '): Attack =>
  async (socket) => {
    socket.write(head(status, { 'content-encoding': coding }));
    const packer = { gzip: createGzip, br: createBrotliCompress, deflate: createDeflate }[coding]();
    packer.pipe(socket);
    socket.on('close', () => packer.destroy());
    const packet = Buffer.alloc(1_000_000, fill);
    await flood(packer, () => packet);
  };

const call = (index: number, changes: object) => ({ tool_calls: [{ index, type: 'function', ...changes }] });
const TOO_LONG = 'protocol  the answer is longer than any model writes';
const SSE = head(200);

interface Row {
  readonly name: string;
  readonly attack: Attack;
  readonly failure: string | RegExp;
  readonly api?: string;
  readonly timeouts?: Readonly<Record<string, number>>;
  /** Default 25 s: two slow processors may be shared by all. */
  readonly withinMs?: number;
}

const ROWS: readonly Row[] = [
  {
    name: 'text',
    attack: endless(SSE, many(piece({ content: 'word '.repeat(200) }), 50)),
    failure: TOO_LONG,
  },
  {
    name: 'text, a letter in every packet of padding',
    attack: endless(SSE, many(piece({ content: 'x', obfuscation: 'y'.repeat(5000) }), 20)),
    failure: TOO_LONG,
  },
  {
    name: 'reasoning',
    attack: endless(SSE, many(piece({ reasoning_content: 'hm '.repeat(300) }), 50)),
    failure: TOO_LONG,
  },
  {
    name: 'thinking of another dialect',
    api: 'anthropic-messages',
    attack: endless(
      SSE +
        event({
          type: 'message_start',
          message: { id: 'm', model: 'm', content: [], usage: { input_tokens: 1, output_tokens: 1 } },
        }) +
        event({
          type: 'content_block_start',
          index: 0,
          content_block: { type: 'thinking', thinking: '', signature: '' },
        }),
      many(
        event({
          type: 'content_block_delta',
          index: 0,
          delta: { type: 'thinking_delta', thinking: 'hm '.repeat(300) },
        }),
        50,
      ),
    ),
    failure: TOO_LONG,
  },
  {
    name: 'arguments of a tool call',
    attack: endless(
      SSE + piece(call(0, { id: 'c', function: { name: 'f', arguments: '' } })),
      many(piece(call(0, { function: { arguments: '['.repeat(1000) } })), 50),
    ),
    failure: TOO_LONG,
  },
  {
    name: 'tool calls',
    attack: endless(SSE, (at) => piece(call(at, { id: `c${at}`, function: { name: 'f', arguments: '{}' } }))),
    failure: TOO_LONG,
  },
  { name: 'comments', attack: endless(SSE, many(': keep-alive\n\n', 5000)), failure: TOO_LONG },
  { name: 'blank lines', attack: endless(SSE, many('\n', 65_536)), failure: TOO_LONG },
  { name: 'empty data lines', attack: endless(SSE, many('data:\n', 10_000)), failure: TOO_LONG },
  {
    name: 'unknown fields',
    attack: endless(SSE, many('what: is this\n', 5000)),
    failure: /^protocol {2}the answer is no stream: what: is this/,
  },
  {
    name: 'one line of a stream',
    attack: endless(`${SSE}data: {"choices":[{"delta":{"content":"`, many('x', 65_536)),
    failure: TOO_LONG,
  },
  {
    name: 'one JSON body',
    attack: endless(`${head(200, JSON_TYPE)}{"choices":[{"message":{"content":"`, many('x', 65_536)),
    failure: TOO_LONG,
  },
  { name: 'brackets in brackets', attack: endless(`${SSE}data: `, many('[', 65_536)), failure: TOO_LONG },
  {
    name: 'JSON values that say nothing',
    attack: endless(SSE, many(event({ nothing: Array(2000).fill(null) }), 10)),
    failure: TOO_LONG,
  },
  {
    name: "an error's body",
    attack: endless(`${head(500, JSON_TYPE)}{"error":{"message":"`, many('no ', 20_000)),
    failure: /^server 500 /,
  },
  {
    name: "an error's body, slowly",
    attack: async (socket) => {
      socket.write(`${head(500, JSON_TYPE)}{"error":{"message":"`);
      await trickle(socket, 50, () => 'no ');
    },
    failure: /^server 500 /,
    withinMs: 15_000,
  },
  ...(['gzip', 'br', 'deflate'] as const).flatMap((coding): Row[] => [
    { name: `${coding} of blanks`, attack: bomb(coding), failure: TOO_LONG },
    { name: `${coding} of zeros`, attack: bomb(coding, 200, '\0'), failure: TOO_LONG },
    { name: `${coding} in an error's body`, attack: bomb(coding, 429), failure: /^rateLimit 429 / },
  ]),
];

/** What comes is to be ended for its length, however slowly a busy machine reads it. */
const BUSY = { firstTokenMs: 55_000 };

describe('what has no end is ended', () => {
  test.each(ROWS)('$name', async ({ attack, failure, api, timeouts = BUSY, withinMs = 60_000 }) => {
    await using a = await RawServer.start(attack);
    await using b = await RawServer.start((socket) => void socket.end(head(200) + whole('from b')));
    const baseUrl = api === 'anthropic-messages' ? a.url : `${a.url}/v1`;
    const report = await askInChild({
      a: baseUrl,
      b: `${b.url}/v1`,
      ...(api === undefined ? {} : { api }),
      timeouts,
    });
    const { text, end, failures, tookMs, mostMb } = report;
    expect({ text, end }).toEqual({ text: 'from b', end: 'done b/m stop' });
    expect(failures).toEqual([typeof failure === 'string' ? failure : expect.stringMatching(failure)]);
    expect(failures[0]?.length).toBeLessThan(600);
    expect(tookMs).toBeLessThan(withinMs);
    expect(mostMb).toBeLessThan(600);
  });
});

test('text without end that cannot be taken back, either', async () => {
  await using a = await RawServer.start(endless(SSE, many(piece({ content: 'word '.repeat(200) }), 50)));
  await using b = await RawServer.start((socket) => void socket.end(head(200) + whole('from b')));
  const report = await askInChild({ a: `${a.url}/v1`, b: `${b.url}/v1`, retractable: false });
  expect(report.text.length).toBeLessThan(8_001_000);
  expect(report.failures[0]).toBe(TOO_LONG);
  expect(report.end).toMatch(/^(?:done b|error)/);
  expect(report.tookMs).toBeLessThan(25_000);
  expect(report.mostMb).toBeLessThan(600);
});
