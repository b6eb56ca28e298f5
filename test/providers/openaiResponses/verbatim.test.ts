import { describe, expect, test } from 'vitest';
import type { ChatMessage } from '../../../src/core/chat/message.ts';
import { ResponsesConverter } from '../../../src/providers/openaiResponses/toEvents.ts';
import { toInput } from '../../../src/providers/openaiResponses/toInput.ts';
import { sumOf } from '../replay.ts';
import { ALL, call, type Item, message, response, streamed, summary, thoughts } from './streamed.ts';

const encrypted = (id: string): Item => ({ ...summary(id, 'In short'), encrypted_content: `gAAA${id}`, status: null });

/** An answer as it is kept: its text, and what only the same model is sent. */
interface Kept {
  readonly text: string;
  readonly content: unknown;
}

/** What of an answer is kept, as it comes back from disk. */
function keptOf(values: readonly unknown[]): Kept {
  const converter = new ResponsesConverter();
  const events = [...values.flatMap((value) => [...converter.push(value)]), ...converter.end()];
  const found = events.filter((event) => event.type === 'verbatim');
  expect(found.length).toBeLessThan(2);
  const content = found[0] === undefined ? undefined : JSON.parse(JSON.stringify(found[0].content));
  return { text: sumOf(events).text, content };
}

/** The input items of a turn that was kept, its calls answered. */
function sentBack({ text, content }: Kept, ...ids: string[]) {
  const parts: ChatMessage['parts'] = [
    { type: 'text', text },
    ...ids.map((id) => ({ type: 'toolCall', id, name: 'f', arguments: '{}' }) as const),
  ];
  const results = ids.map((id) => ({ type: 'toolResult', id, name: 'f', content: [] }) as const);
  return toInput([
    { role: 'assistant', parts, verbatim: { model: 'p/m', content } },
    { role: 'tool', parts: results },
  ]);
}

const SENT = {
  reasoning: {
    type: 'reasoning',
    id: 'rs',
    summary: [{ type: 'summary_text', text: 'In short' }],
    encrypted_content: 'gAAArs',
  },
  message: (id: string, text: string) => ({
    type: 'message',
    id,
    role: 'assistant',
    status: 'completed',
    content: [{ type: 'output_text', text, annotations: [] }],
  }),
  call: (id: string, args = '{}') => ({ type: 'function_call', id, call_id: `call_${id}`, name: 'f', arguments: args }),
  result: (id: string) => ({ type: 'function_call_output', call_id: `call_${id}`, output: '' }),
};

describe('what is kept of a turn and sent back to the same model', () => {
  const items = [
    encrypted('rs'),
    { ...message('msg', 'Hi'), phase: 'final_answer' },
    call('a', 'f', '{"x":1}'),
    call('b', 'f', '{'),
  ];
  const expected = [
    SENT.reasoning,
    { ...SENT.message('msg', 'Hi'), phase: 'final_answer' },
    SENT.call('a', '{"x":1}'),
    SENT.call('b', '{}'),
    SENT.result('a'),
    SENT.result('b'),
  ];

  test.each<[string, unknown[]]>([
    ['a stream', streamed(items)],
    ['a stream whose final output is empty', streamed(items, { ...ALL, final: false })],
    [
      'a stream with nothing but its finished response',
      streamed(items, { added: false, deltas: false, done: false, itemDone: false, final: true }),
    ],
    ['one JSON body', [response(items)]],
  ])('is encrypted reasoning with the items it belongs to, in their order: of %s', (_, values) => {
    expect(sentBack(keptOf(values), 'call_a', 'call_b')).toEqual(expected);
  });

  test('is open reasoning, with the calls after it together', () => {
    const open = [
      thoughts('r1', 'Hm.'),
      call('a', 'f', '{}'),
      { ...thoughts('r2', 'Hm!'), signature: 's', format: null },
      call('b', 'f', '{}'),
    ];
    const reasoning = (id: string, text: string) => ({
      type: 'reasoning',
      id,
      summary: [],
      content: [{ type: 'reasoning_text', text }],
    });
    expect(sentBack(keptOf([response(open)]), 'call_a', 'call_b')).toEqual([
      reasoning('r1', 'Hm.'),
      { ...reasoning('r2', 'Hm!'), signature: 's' },
      SENT.call('a'),
      SENT.call('b'),
      SENT.result('a'),
      SENT.result('b'),
    ]);
  });

  test('is encrypted reasoning between calls, where it stood', () => {
    const between = [encrypted('r1'), call('a', 'f', '{}'), encrypted('r2'), call('b', 'f', '{}')];
    const ids = sentBack(keptOf([response(between)]), 'call_a', 'call_b').map(({ id }) => id);
    expect(ids).toEqual(['r1', 'a', 'r2', 'b', undefined, undefined]);
  });

  test('is the phase of a message, and a refusal beside it', () => {
    const refused = { ...message('m2'), content: [{ type: 'refusal', refusal: 'No.' }] };
    const kept = keptOf([response([{ ...message('m1', 'First I look.'), phase: 'commentary' }, refused])]);
    expect(sentBack(kept)).toEqual([
      { ...SENT.message('m1', 'First I look.'), phase: 'commentary' },
      { ...SENT.message('m2', ''), content: [{ type: 'refusal', refusal: 'No.' }] },
    ]);
  });

  test('is without log probabilities, citations and the vendor’s own tools', () => {
    const content = [
      { type: 'output_text', text: 'Hi', annotations: [{ type: 'url_citation' }], logprobs: [{ token: 'Hi' }] },
    ];
    const search = { type: 'web_search_call', id: 'ws', status: 'completed' };
    expect(sentBack(keptOf([response([encrypted('rs'), search, { ...message('msg'), content }])]))).toEqual([
      SENT.reasoning,
      SENT.message('msg', 'Hi'),
    ]);
  });

  test.each<[string, unknown[]]>([
    ['text alone', streamed([message('m', 'Hi')])],
    ['text and calls', streamed([message('m', 'Hi'), call('a', 'f', '{}')])],
    ['reasoning that the vendor was asked not to store', [response([summary('rs', 'In short'), message('m', 'Hi')])]],
    ['an answer that broke off', streamed(items).slice(0, -1)],
    ['an answer that failed', [...streamed(items).slice(0, -1), { type: 'error', message: 'no' }]],
    [
      'a call that cannot be answered',
      [response([encrypted('rs'), { type: 'function_call', name: 'f', arguments: '{}' }])],
    ],
  ])('is nothing where plain words say it all: %s', (_, values) => {
    expect(keptOf(values).content).toBeUndefined();
  });

  test('is without reasoning that nothing follows', () => {
    const cut = [response([encrypted('r0'), message('m', 'Hi'), encrypted('rs')], { status: 'incomplete' })];
    expect(sentBack(keptOf(cut))).toEqual([
      { ...SENT.reasoning, id: 'r0', encrypted_content: 'gAAAr0' },
      SENT.message('m', 'Hi'),
    ]);
    const only = [response([encrypted('rs')], { status: 'incomplete' })];
    expect(sentBack(keptOf(only))).toEqual([]);
  });
});

describe('what was kept and is no longer what the message says', () => {
  const refusal = { ...message('m2'), content: [{ type: 'refusal', refusal: 'No.' }] };
  const kept = keptOf([response([encrypted('rs'), message('m1', 'Hi. '), refusal])]);

  test.each(['Hi. No. And more, by another model.', 'Hi. ', 'No.Hi. ', 'Hi. Yes'])(
    'is replaced by the plain words: %j',
    (text) => {
      expect(kept.text).toBe('Hi. No.');
      expect(sentBack(kept)).toHaveLength(3);
      expect(sentBack({ ...kept, text })).toEqual([{ role: 'assistant', content: text }]);
    },
  );

  test('is replaced by nothing where the message has no text any more', () => {
    expect(sentBack({ ...kept, text: '' })).toEqual([]);
  });
});

describe('what was kept and is broken', () => {
  test.each([
    undefined,
    null,
    'text',
    {},
    [],
    [7],
    [{ type: 'reasoning' }],
    [{ type: 'message', role: 'user', status: 'completed', content: [] }],
    [{ type: 'item_reference', id: 'rs' }],
    [SENT.reasoning, { type: 'function_call', call_id: '', name: 'f', arguments: '' }],
    { reasoning_content: "another dialect's" },
  ])('%j is replaced by the plain words', (content) => {
    expect(sentBack({ text: 'plain', content }, 'a')).toEqual([
      { role: 'assistant', content: 'plain' },
      { type: 'function_call', call_id: 'a', name: 'f', arguments: '{}' },
      { type: 'function_call_output', call_id: 'a', output: '' },
    ]);
  });
});
