import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { askInChild } from './askInChild.ts';
import { type Attack, flood, RawServer, trickle } from './rawServer.ts';
import { event, head, many, piece, whole } from './words.ts';

/** Says this and hangs up. */
const once =
  (...said: (string | Uint8Array)[]): Attack =>
  async (socket) => {
    for (const text of said) socket.write(text);
    socket.end();
  };

const HTTP = 'HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n';
const CUT = 'network  the connection was cut';
const UNFINISHED = 'protocol  the answer broke off without its end';
const MANY_CODINGS = { 'content-encoding': Array(50).fill('gzip').join(', ') };
const half = piece({ content: 'half of it' });

interface Row {
  readonly name: string;
  readonly attack: Attack;
  readonly failure: string | RegExp;
  readonly timeouts?: Readonly<Record<string, number>>;
}

const ROWS: readonly Row[] = [
  {
    name: 'headers, a letter at a time',
    attack: async (socket) => {
      socket.write('HTTP/1.1 200 OK\r\nx-slow: ');
      await trickle(socket, 50, () => 'x');
    },
    timeouts: { firstTokenMs: 1500 },
    failure: 'timeout  no first word within 1.5 s',
  },
  {
    name: 'comments, slowly, and never a word',
    attack: async (socket) => {
      socket.write(head(200));
      await trickle(socket, 50, () => ': wait\n\n');
    },
    timeouts: { firstTokenMs: 1500 },
    failure: 'timeout  no first word within 1.5 s',
  },
  {
    name: 'a word, and then a letter at a time',
    attack: async (socket) => {
      socket.write(`${head(200)}${half}data: {"choices":[{"delta":{"content":"`);
      await trickle(socket, 50, () => 'x');
    },
    timeouts: { totalMs: 2000 },
    failure: 'timeout  not finished after 2 s',
  },
  {
    name: 'fewer bytes announced than sent',
    attack: once(`${HTTP}content-length: 30\r\n\r\n${whole('from a')}`),
    failure: /^(?:protocol|network) /,
  },
  { name: 'more bytes announced than sent', attack: once(`${HTTP}content-length: 99999\r\n\r\n${half}`), failure: CUT },
  {
    name: 'two lengths',
    attack: once(`${HTTP}content-length: 10\r\ncontent-length: 20\r\n\r\n${half}`),
    failure: /^network /,
  },
  {
    name: 'a length of ten to the thirty',
    attack: once(`${HTTP}content-length: 1${'0'.repeat(30)}\r\n\r\n${half}`),
    failure: /^network /,
  },
  {
    name: 'a chunk whose size is no number',
    attack: once(`${HTTP}transfer-encoding: chunked\r\n\r\nzz\r\n${half}\r\n`),
    failure: /^network /,
  },
  {
    name: 'a chunk of sixteen exabytes',
    attack: once(`${HTTP}transfer-encoding: chunked\r\n\r\nffffffffffffffff\r\n${half}`),
    failure: /^network /,
  },
  {
    name: 'chunks without their end',
    attack: once(`${HTTP}transfer-encoding: chunked\r\n\r\n${half.length.toString(16)}\r\n${half}\r\n`),
    failure: /^(?:network|protocol) /,
  },
  {
    name: 'extensions of a chunk without end',
    attack: async (socket) => {
      socket.write(`${HTTP}transfer-encoding: chunked\r\n\r\n5;x=`);
      await flood(socket, () => many('x', 65_536));
    },
    timeouts: { firstTokenMs: 2000 },
    failure: /^(?:network|timeout) /,
  },
  {
    name: 'one header of a megabyte',
    attack: once(`${HTTP}x-long: ${'x'.repeat(1_000_000)}\r\n\r\n`),
    failure: 'network  its headers are too large',
  },
  {
    name: 'headers without end',
    attack: async (socket) => {
      socket.write(HTTP);
      await flood(socket, (at) => `x-${at}: ${'y'.repeat(100)}\r\n`);
    },
    failure: 'network  its headers are too large',
  },
  {
    name: 'a reason without end',
    attack: async (socket) => {
      socket.write('HTTP/1.1 200 ');
      await flood(socket, () => many('OK ', 10_000));
    },
    timeouts: { firstTokenMs: 3000 },
    failure: /^(?:network|timeout) /,
  },
  {
    name: 'trailers without end',
    attack: async (socket) => {
      socket.write(`${HTTP}transfer-encoding: chunked\r\n\r\n0\r\n`);
      await flood(socket, (at) => `x-${at}: ${'y'.repeat(100)}\r\n`);
    },
    failure: /^network /,
  },
  {
    name: 'interim answers without end',
    attack: (socket) => flood(socket, () => many('HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n', 100)),
    timeouts: { firstTokenMs: 2000 },
    failure: /^(?:network|timeout) /,
  },
  {
    name: '100 Continue without end',
    attack: (socket) => flood(socket, () => many('HTTP/1.1 100 Continue\r\n\r\n', 100)),
    timeouts: { firstTokenMs: 2000 },
    failure: /^(?:network|timeout) /,
  },
  { name: 'another protocol', attack: once('SSH-2.0-OpenSSH_9.9\r\n'), failure: /^network / },
  { name: 'nothing', attack: once(), failure: CUT },
  { name: 'headers only', attack: once(head(200)), failure: UNFINISHED },
  { name: 'half an answer', attack: once(head(200), half), failure: UNFINISHED },
  {
    name: 'a reset in the middle',
    attack: async (socket) => {
      socket.write(head(200) + half);
      await delay(50);
      socket.resetAndDestroy();
    },
    failure: /^(?:network|protocol) /,
  },
  {
    name: 'a coding that it has not',
    attack: once(head(200, { 'content-encoding': 'gzip' }), whole('from a')),
    failure: /^(?:network|protocol) /,
  },
  { name: 'codings in codings', attack: once(head(200, MANY_CODINGS), 'gzip?'), failure: /^protocol / },
  {
    name: 'codings in codings, and a reset',
    attack: async (socket) => {
      socket.write(head(200, MANY_CODINGS) + half);
      await delay(50);
      socket.resetAndDestroy();
    },
    failure: /^(?:network|protocol) /,
  },
  {
    name: 'codings in codings, and then silence',
    attack: (socket) => void socket.write(head(200, MANY_CODINGS)),
    timeouts: { firstTokenMs: 1000 },
    failure: 'timeout  no first word within 1 s',
  },
  {
    name: 'bytes that are no text',
    attack: once(head(200), Buffer.from(Array.from({ length: 70_000 }, (_, at) => (at * 7919) % 256))),
    failure: /^protocol /,
  },
  {
    name: "terminal escapes, bidi overrides and NULs in an error's words",
    attack: once(
      head(429, { 'content-type': 'application/json', 'x-request-id': 'id\u009b31m' }) +
        JSON.stringify({
          error: {
            message: '\u001b]0;owned\u0007\u001b[31mslow\u0000 \u202edown\u2066\nplease\ud800',
            code: 'rate\u001b[2J_limit',
          },
        }),
    ),
    failure: 'rateLimit 429 slow down please\ufffd',
  },
  {
    name: 'the same within an answer',
    attack: once(head(200), event({ error: { message: '\u001b[31mslow\u0000 \u202edown', code: 429 } })),
    failure: 'rateLimit 429 slow down',
  },
  {
    name: 'the same instead of an answer',
    attack: once(head(200), '\u001b[31mnot \u202etoday\u0000\n'),
    failure: 'protocol  the answer is no stream: not today',
  },
];

describe('what is no answer is none, and the next target is asked', () => {
  test.each(ROWS)('$name', async ({ attack, failure, timeouts }) => {
    await using a = await RawServer.start(attack);
    await using b = await RawServer.start((socket) => void socket.end(head(200) + whole('from b')));
    const report = await askInChild({ a: `${a.url}/v1`, b: `${b.url}/v1`, ...(timeouts && { timeouts }) });
    const { text, end, failures, tookMs, mostMb } = report;
    expect({ text, end, failures }).toEqual({
      text: 'from b',
      end: 'done b/m stop',
      failures: [typeof failure === 'string' ? failure : expect.stringMatching(failure)],
    });
    expect(tookMs).toBeLessThan(20_000);
    expect(mostMb).toBeLessThan(300);
  });
});

describe('a redirect is never followed', () => {
  const REDIRECTS = [301, 302, 303, 307, 308].flatMap((status) =>
    (['the same origin', 'another origin', 'itself'] as const).map((where) => ({ status, where })),
  );
  test.each(REDIRECTS)('$status to $where', async ({ status, where }) => {
    await using elsewhere = await RawServer.start((socket) => void socket.end(head(200) + whole('from elsewhere')));
    const targets = {
      'the same origin': '/v2/chat/completions',
      'another origin': `${elsewhere.url}/v1/chat/completions`,
      itself: '/v1/chat/completions',
    };
    await using a = await RawServer.start((socket) => void socket.end(head(status, { location: targets[where] })));
    await using b = await RawServer.start((socket) => void socket.end(head(200) + whole('from b')));
    const { text, failures } = await askInChild({ a: `${a.url}/v1`, b: `${b.url}/v1`, key: 'key-of-a' });
    expect({ text, failures }).toEqual({
      text: 'from b',
      failures: [`network ${status} it redirects elsewhere (${status}); redirects are not followed`],
    });
    expect(elsewhere.requests).toEqual([]);
    expect(a.requests).toHaveLength(1);
    expect(a.requests[0]).toContain('authorization: Bearer key-of-a');
    expect(b.requests.join()).not.toContain('key-of-a');
  });
});

test('text that is odd, but text, arrives as it is', async () => {
  const odd = 'a\u0000b \u001b[31m \u202e c';
  await using a = await RawServer.start(
    once(
      head(200),
      piece({ content: odd }),
      Buffer.from('data: {"choices":[{"delta":{"content":"\xff\xfe"}}]}\n\n', 'latin1'),
      piece({}, 'stop'),
    ),
  );
  const { text, end } = await askInChild({ a: `${a.url}/v1`, b: a.url });
  expect({ text, end }).toEqual({ text: `${odd}\ufffd\ufffd`, end: 'done a/m stop' });
});
