import { describe, expect, test } from 'vitest';
import { MessagesConverter } from '../../../src/providers/anthropicMessages/toEvents.ts';
import { lines } from '../eventLines.ts';
import { replay } from '../replay.ts';
import { HELLO, stream } from './wireEvents.ts';

const tool = (id: string, name: string, fields: object = {}) => ({ type: 'tool_use', id, name, input: {}, ...fields });

function logOf(value: unknown): string[] {
  const converter = new MessagesConverter();
  return lines([...converter.push(value), ...converter.end()]);
}

describe('a whole message where a stream was asked for', () => {
  const message = {
    id: 'msg_2',
    type: 'message',
    model: 'claude-test-1',
    content: [
      { type: 'thinking', thinking: 'hm', signature: 's' },
      { type: 'text', text: 'yes', citations: null },
      tool('t1', 'one', { input: { b: [1, 2], a: 'ä' } }),
      tool('t2', 'two'),
    ],
    stop_reason: 'tool_use',
    usage: { input_tokens: 3, output_tokens: 2, service_tier: 'standard' },
  };
  const LOG = [
    'reasoning "hm"',
    'text "yes"',
    'toolCall 0 t1 one ',
    'toolCall 0   {"b":[1,2],"a":"ä"}',
    'toolCall 1 t2 two ',
    'toolCall 1   {}',
    'usage 3 (0 cached) + 2 (0 reasoning)',
    'finish toolCalls',
  ];

  test('is read all the same, however it is cut', async () => {
    const body = `\n\n ${JSON.stringify(message, null, 2)}\n`;
    expect((await replay({ body }, { api: 'anthropic-messages', pieceBytes: 1 })).log).toEqual(LOG);
  });

  test('may lack its type and its reason', () => {
    const { type: _, stop_reason: __, ...bare } = message;
    expect(logOf(bare).at(-1)).toBe('finish stop');
    expect(logOf({ id: 'x', usage: {} })).toEqual([]);
  });

  test('may be an error', () => {
    expect(logOf({ type: 'error', error: { type: 'api_error', message: 'Internal server error' } })).toEqual([
      'server: Internal server error',
    ]);
  });
});

describe('the framing', () => {
  test.each([
    ['line feeds', stream(HELLO)],
    ['carriage returns and line feeds', stream(HELLO, '\r\n')],
    ['carriage returns', stream(HELLO, '\r')],
    ['a byte order mark', `\ufeff${stream(HELLO)}`],
    [
      'comments and fields of no interest',
      `: hi\nid: 7\nretry: 10\n\n${stream(HELLO).replaceAll('\n\n', '\n\n: on\n\n')}`,
    ],
    ['no spaces', stream(HELLO).replaceAll(': {', ':{').replaceAll('event: ', 'event:')],
    ['no event names', stream(HELLO).replaceAll(/event: .*\n/g, '')],
    ['data in several lines', stream(HELLO).replaceAll(',"', ',\ndata: "')],
    ['an end without its blank line', stream(HELLO).trimEnd()],
    ['[DONE] at the end', `${stream(HELLO)}data: [DONE]\n\n`],
  ])('with %s gives the same answer, also byte by byte', async (_, body) => {
    for (const pieceBytes of [1, 7, 1_000_000]) {
      const { log } = await replay({ body }, { api: 'anthropic-messages', pieceBytes });
      expect(log).toEqual(['text "hello"', 'finish stop']);
    }
  });

  test('of a web page is an error that says so', async () => {
    const { log } = await replay({ body: '<!doctype html><p>Bad gateway' }, { api: 'anthropic-messages' });
    expect(log).toEqual(['protocol: the provider answered with a web page']);
  });
});
