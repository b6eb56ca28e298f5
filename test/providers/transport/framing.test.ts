import { describe, expect, test } from 'vitest';
import { replay, sse } from '../replay.ts';

/** gateways.md §5, cases 1 to 8 and 20, 26, 46: how the bytes of an answer are framed. */
const delta = (content: string, finish_reason: string | null = null) => ({
  choices: [{ index: 0, delta: { content }, finish_reason }],
});
const json = (content: string, finish: string | null = null) => JSON.stringify(delta(content, finish));
const HELLO = ['text "Hello"', 'finish stop'];

/** What becomes of a body, however its bytes are cut: all at once, byte for byte, in threes and at odd places. */
async function logOf(body: string | Uint8Array<ArrayBuffer>): Promise<string[]> {
  const cuts = [1_000_000, 1, 3, 7];
  const logs = await Promise.all(cuts.map(async (pieceBytes) => (await replay({ body }, { pieceBytes })).log));
  for (const log of logs) expect(log).toEqual(logs[0]);
  return logs[0] ?? [];
}

const framed = (end: string) => [json('Hel'), json('lo', 'stop')].map((data) => `data: ${data}${end}${end}`).join('');

describe('an event stream', () => {
  test.each([
    ['case 1: line ends \\n', framed('\n')],
    ['case 1: line ends \\r\\n, as Gemini sends', framed('\r\n')],
    ['case 1: line ends \\r alone', framed('\r')],
    ['case 1: several blank lines', framed('\n\n')],
    ['case 2: comments as keep-alives', `: OPENROUTER PROCESSING\n\n${framed('\n')}: keep-alive\n\n`],
    ['case 2: a comment inside an event', `:x\ndata: ${json('Hel')}\n: keep-alive\n\ndata: ${json('lo', 'stop')}\n\n`],
    ['case 3: data: without a space', framed('\n').replaceAll('data: ', 'data:')],
    [
      'case 3: data over several lines',
      `data: {"choices":[{"index":0,\ndata: "delta":{"content":"Hello"},\ndata: "finish_reason":"stop"}]}\n\n`,
    ],
    ['case 3: id, retry and event fields', `id: 1\nretry: 100\nevent: message\n${framed('\n')}`],
    ['case 5: a last event without its blank line', `data: ${json('Hel')}\n\ndata: ${json('lo', 'stop')}`],
    ['case 5: a last event with one line end', `data: ${json('Hel')}\n\ndata: ${json('lo', 'stop')}\n`],
    ['case 6: a byte order mark', `\ufeff${framed('\n')}`],
    ['case 7: data: glued into the line before', `data: ${json('Hel')}data: ${json('lo', 'stop')}\n\n`],
    ['no blank lines between events', `data: ${json('Hel')}\ndata: ${json('lo', 'stop')}\ndata: [DONE]\n`],
    ['case 12: [DONE], and nothing after it counts', `${framed('\n')}data: [DONE]\n\ndata: ${json(' never')}\n\n`],
    ['case 12: no [DONE]', framed('\n')],
    ['an empty data field', `data:\n\n${framed('\n')}`],
  ])('%s', async (_, body) => {
    expect(await logOf(body)).toEqual(HELLO);
  });

  test('case 4: characters cut in the middle', async () => {
    const text = 'é 你好 👋🏽 \u2028 🇪🇺';
    expect(await logOf(sse([delta(text), delta('', 'stop')]))).toEqual([`text ${JSON.stringify(text)}`, 'finish stop']);
  });

  test('case 4: escaped characters cut in the middle', async () => {
    const body = `data: ${json('X', 'stop').replace('X', '\\ud83d\\ude00 \\u00e9 \\\\ \\"')}\n\n`;
    expect(await logOf(body)).toEqual(['text "😀 é \\\\ \\""', 'finish stop']);
  });

  test('bytes that are no UTF-8 do not take the rest along', async () => {
    const bytes = new TextEncoder().encode(sse([delta('a?b'), delta('', 'stop')]));
    bytes[bytes.indexOf('?'.charCodeAt(0))] = 0xff;
    expect(await logOf(bytes)).toEqual(['text "a\ufffdb"', 'finish stop']);
  });

  test("a field error: instead of an event is the vendor's error", async () => {
    const log = await logOf(`data: ${json('Half')}\n\nerror: {"error":{"message":"failed to decode"}}\n\n`);
    expect(log).toEqual(['text "Half"', expect.stringMatching(/^server: failed to decode/)]);
  });

  test('a piece that cannot be read breaks the answer', async () => {
    expect(await logOf(`data: ${json('Half')}\n\ndata: {"choices":[{"del\n\n${framed('\n')}`)).toEqual([
      'text "Half"',
      'protocol: a piece of the answer could not be read',
    ]);
  });

  test('a piece that the end cut off is left out: the caller sees no finish', async () => {
    expect(await logOf(`data: ${json('Half')}\n\ndata: {"choices":[{"del`)).toEqual(['text "Half"']);
  });
});

describe('a JSON body where a stream was asked for', () => {
  const whole = { choices: [{ index: 0, message: { role: 'assistant', content: 'Hello' }, finish_reason: 'stop' }] };

  test.each([
    ['case 20: as it is', JSON.stringify(whole)],
    ['case 20: pretty-printed', JSON.stringify(whole, null, 2)],
    ['case 2: after blank lines that kept the line alive', `\n\n  \r\n${JSON.stringify(whole)}\n`],
    ['case 6: after a byte order mark', `\ufeff${JSON.stringify(whole)}`],
    ['in lines, chunk for chunk', `${json('Hel')}\n${json('lo', 'stop')}\n`],
    ['as an array, chunk for chunk', `[${json('Hel')},\n${json('lo', 'stop')}\n]`],
  ])('%s', async (_, body) => {
    expect(await logOf(body)).toEqual(HELLO);
  });

  test('holds braces, quotes and escapes in its strings', async () => {
    const content = 'a { "b" \\ } [ \\" ] }';
    const body = JSON.stringify({ choices: [{ message: { content }, finish_reason: 'stop' }] });
    expect(await logOf(body)).toEqual([`text ${JSON.stringify(content)}`, 'finish stop']);
  });

  test('that is cut off has no end', async () => {
    expect(await logOf(JSON.stringify(whole).slice(0, -5))).toEqual([]);
  });

  test('case 23: may be an error', async () => {
    expect(await logOf('{"error":{"message":"upstream died","code":502}}')).toEqual([
      expect.stringMatching(/^server 502: upstream died/),
    ]);
  });
});

describe('a body that is no answer', () => {
  test('is named: a web page', async () => {
    expect(await logOf('<!DOCTYPE html><html><body>Sign in</body></html>')).toEqual([
      'protocol: the provider answered with a web page',
    ]);
  });

  test('case 26: is quoted: the words of a failure under a 200', async () => {
    expect(await logOf('Network connection lost')).toEqual([
      'protocol: the answer is no stream: Network connection lost',
    ]);
  });

  test.each(['', '\n\n', ': only\n\n: comments\n\n', 'null', '42'])('has no end: %j', async (body) => {
    const log = await logOf(body);
    expect(log.filter((line) => !line.startsWith('protocol'))).toEqual([]);
  });
});
