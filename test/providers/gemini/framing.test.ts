import { describe, expect, test } from 'vitest';
import { framed, logOf, said, text, USAGE } from './answers.ts';

const WHOLE = ['reasoning "Hm."', 'text "你好 👋🏽 é"', 'usage 7 (0 cached) + 8 (5 reasoning)', 'finish stop'];
const ANSWER = [
  said([{ text: 'Hm.', thought: true }]),
  text('你好 '),
  text('👋🏽 é', { finishReason: 'STOP' }),
  { usageMetadata: USAGE, modelVersion: 'gemini-3.8-flash' },
];
const END_LAST = [WHOLE[0], WHOLE[1], WHOLE[3], WHOLE[2]];

describe('the framing of an answer', () => {
  test.each([
    ['CRLF, as Google sends it', '\r\n'],
    ['LF, as proxies make of it', '\n'],
    ['CR alone', '\r'],
  ])('may be %s', async (_, end) => {
    expect(await logOf(framed(ANSWER, end))).toEqual(END_LAST);
    expect(await logOf(framed(ANSWER, end), 1)).toEqual(END_LAST);
  });

  test('may begin with a byte order mark', async () => {
    expect(await logOf(`\uFEFF${framed(ANSWER)}`, 1)).toEqual(END_LAST);
  });

  test('may lack the space after data:', async () => {
    expect(await logOf(framed(ANSWER).replaceAll('data: ', 'data:'))).toEqual(END_LAST);
  });

  test('may spread one event over several data lines', async () => {
    const body = ANSWER.map((chunk) => `${JSON.stringify(chunk, null, 1).replaceAll(/^/gm, 'data: ')}\r\n\r\n`).join(
      '',
    );
    expect(await logOf(body)).toEqual(END_LAST);
  });

  test('may have comments to keep the connection alive', async () => {
    expect(await logOf(framed(ANSWER).replaceAll('data: ', ': ping\r\n\r\ndata: '))).toEqual(END_LAST);
  });

  test('may lack the blank line after the last event', async () => {
    expect(await logOf(framed(ANSWER).trimEnd())).toEqual(END_LAST);
  });

  test('is a JSON array without alt=sse, however it is cut', async () => {
    const body = `[${ANSWER.map((chunk) => JSON.stringify(chunk, null, 2)).join('\r\n,\r\n')}]`;
    for (const pieceBytes of [1, 3, 17, 1000]) expect(await logOf(body, pieceBytes)).toEqual(END_LAST);
  });

  test('is one JSON body where a stream was asked for and none came', async () => {
    const body = said(
      [{ text: 'Hm.', thought: true }, { text: '你好 👋🏽 é' }],
      { finishReason: 'STOP' },
      { usageMetadata: USAGE },
    );
    expect(await logOf(JSON.stringify(body, null, 2))).toEqual(WHOLE);
  });

  test('is no web page', async () => {
    expect(await logOf('<!DOCTYPE html><title>Sign in</title>')).toEqual([
      'protocol: the provider answered with a web page',
    ]);
  });

  test('may break off: then the answer has no end', async () => {
    const body = framed(ANSWER);
    expect(await logOf(body.slice(0, body.indexOf('👋🏽')))).toEqual(['reasoning "Hm."', 'text "你好 "']);
  });
});
