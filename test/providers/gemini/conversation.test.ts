import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ChatMessage, MessagePart } from '../../../src/core/chat/message.ts';
import { textMessage } from '../../../src/core/chat/message.ts';
import { type Content, toContents } from '../../../src/providers/gemini/toContents.ts';
import { contents } from './asked.ts';
import { assistant, call, PNG, result, text, user } from './turns.ts';

const SENT_PNG = { inlineData: { mimeType: 'image/png', data: 'AAAA' } };
const SKIP = 'skip_thought_signature_validator';

/** A conversation in lines: a role, then its parts. */
function told(messages: readonly ChatMessage[], modelName?: string): string[] {
  return (contents(messages, modelName) as Content[]).map(
    ({ role, parts }) => `${role}: ${parts.map((part) => JSON.stringify(part)).join(' ')}`,
  );
}

describe('a conversation', () => {
  test('has the roles user and model', () => {
    expect(
      contents([textMessage('user', 'hi'), textMessage('assistant', 'Hello.'), textMessage('user', 'bye')]),
    ).toEqual([
      { role: 'user', parts: [{ text: 'hi' }] },
      { role: 'model', parts: [{ text: 'Hello.' }] },
      { role: 'user', parts: [{ text: 'bye' }] },
    ]);
  });

  test('has pictures as they are', () => {
    expect(contents([user(text('What is it?'), PNG)])).toEqual([
      { role: 'user', parts: [{ text: 'What is it?' }, SENT_PNG] },
    ]);
  });

  test('has one turn where one side spoke several times', () => {
    expect(
      told([user(text('a')), user(text('b')), assistant(text('c')), assistant(text('d')), user(text('e'))]),
    ).toEqual(['user: {"text":"a"} {"text":"b"}', 'model: {"text":"c"} {"text":"d"}', 'user: {"text":"e"}']);
  });

  test.each([
    ['no message', [], ['user: {"text":"…"}']],
    ['a system prompt only', [textMessage('system', 'x')], ['user: {"text":"…"}']],
    ['empty messages', [user(text('')), assistant(text('')), user(text('x'))], ['user: {"text":"x"}']],
    [
      "an assistant's beginning",
      [assistant(text('Welcome.')), user(text('hi'))],
      ['user: {"text":"…"}', 'model: {"text":"Welcome."}', 'user: {"text":"hi"}'],
    ],
    [
      "an assistant's end, which later models refuse",
      [user(text('hi')), assistant(text('Hel'))],
      ['user: {"text":"hi"}', 'model: {"text":"Hel"}', 'user: {"text":"Continue."}'],
    ],
  ])('of %s is one that Gemini takes', (_, messages, expected) => {
    expect(told(messages)).toEqual(expected);
  });

  test('may end with the assistant where the model goes on from there', () => {
    const messages = [user(text('hi')), assistant(text('Hel'))];
    expect(told(messages, 'gemini-2.5-pro')).toEqual(['user: {"text":"hi"}', 'model: {"text":"Hel"}']);
  });
});

describe('calls and their results', () => {
  const QUESTION = user(text('Compare them.'));

  test('stand in the turns of the model and of the user', () => {
    expect(
      contents([
        QUESTION,
        assistant(text('Looking.'), call('c1'), call('c2', 'list', '')),
        result('c1', 'A'),
        {
          role: 'tool',
          parts: [{ type: 'toolResult', id: 'c2', name: 'list', content: [text('gone') as never], isError: true }],
        },
      ]),
    ).toEqual([
      { role: 'user', parts: [{ text: 'Compare them.' }] },
      {
        role: 'model',
        parts: [
          { text: 'Looking.' },
          { functionCall: { id: 'c1', name: 'read', args: { path: 'a' } }, thoughtSignature: SKIP },
          { functionCall: { id: 'c2', name: 'list', args: {} } },
        ],
      },
      {
        role: 'user',
        parts: [
          { functionResponse: { id: 'c1', name: 'read', response: { output: 'A' } } },
          { functionResponse: { id: 'c2', name: 'list', response: { error: 'gone' } } },
        ],
      },
    ]);
  });

  test('have no ids and no signatures before Gemini 3, which knows neither', () => {
    expect(told([QUESTION, assistant(call('c1')), result('c1', 'A')], 'gemini-2.5-flash').slice(1)).toEqual([
      'model: {"functionCall":{"name":"read","args":{"path":"a"}}}',
      'user: {"functionResponse":{"name":"read","response":{"output":"A"}}}',
    ]);
  });

  test('are matched by id, then by name and order', () => {
    const messages = [
      QUESTION,
      assistant(call('c1'), call('c2'), call('c3')),
      result('c2', 'B'),
      result('x', 'A'),
      result('y', 'C'),
    ];
    expect(told(messages, 'gemini-2.5-pro').at(-1)).toBe(
      `user: ${['A', 'B', 'C'].map((output) => JSON.stringify({ functionResponse: { name: 'read', response: { output } } })).join(' ')}`,
    );
  });

  test('are as many as the calls: a missing one is said to be missing', () => {
    const missing = '{"functionResponse":{"name":"read","response":{"error":"There is no result."}}}';
    const got = '{"functionResponse":{"name":"read","response":{"output":"A"}}}';
    const answered = [QUESTION, assistant(call('c1'), call('c2')), result('c1', 'A')];
    expect(told(answered, 'gemini-2.5-pro').at(-1)).toBe(`user: ${got} ${missing}`);
    expect(told([QUESTION, assistant(call('c1')), user(text('Never mind.'))], 'gemini-2.5-pro').slice(2)).toEqual([
      `user: ${missing}`,
      'user: {"text":"Never mind."}',
    ]);
    expect(told([QUESTION, assistant(call('c1'))], 'gemini-2.5-pro').at(-1)).toBe(`user: ${missing}`);
  });

  test('find each other through a message that says nothing', () => {
    const messages = [QUESTION, assistant(call('c1')), user(text('')), result('c1', 'A')];
    expect(told(messages, 'gemini-2.5-pro').at(-1)).toBe(
      'user: {"functionResponse":{"name":"read","response":{"output":"A"}}}',
    );
  });

  test('that nobody asked for are told as text', () => {
    expect(told([QUESTION, result('c1', 'A', { content: [text('A'), PNG] })])).toEqual([
      `user: {"text":"Compare them."} {"text":"Result of read: A"} ${JSON.stringify(SENT_PNG)}`,
    ]);
  });

  test('may hold pictures: within the result from Gemini 3 on, after it before', () => {
    const messages = [QUESTION, assistant(call('c1')), result('c1', '', { content: [text('See:'), PNG] })];
    expect((contents(messages) as Content[]).at(-1)).toEqual({
      role: 'user',
      parts: [{ functionResponse: { id: 'c1', name: 'read', response: { output: 'See:' }, parts: [SENT_PNG] } }],
    });
    expect(told(messages, 'gemini-2.5-pro').slice(2)).toEqual([
      'user: {"functionResponse":{"name":"read","response":{"output":"See:"}}}',
      `user: ${JSON.stringify(SENT_PNG)}`,
    ]);
  });

  test('of another model are vouched for, once a step and in the current turn only', () => {
    const step = (id: string) => [assistant(call(id), call(`${id}b`)), result(id, 'A'), result(`${id}b`, 'B')];
    const messages = [
      QUESTION,
      ...step('c1'),
      assistant(text('Done.')),
      user(text('Again.')),
      ...step('c2'),
      ...step('c3'),
    ];
    const vouched = (contents(messages) as Content[]).map(
      ({ parts }) => parts.filter((part) => part.thoughtSignature === SKIP).length,
    );
    expect(vouched).toEqual([0, 0, 0, 0, 0, 1, 0, 1, 0]);
  });
});

test('whatever is said by whomever, Gemini takes it', () => {
  const words = fc.constantFrom('', 'a', 'b');
  const id = fc.constantFrom('c1', 'c2', 'c3');
  const name = fc.constantFrom('read', 'list');
  const textPart = words.map(text);
  const part: fc.Arbitrary<MessagePart> = fc.oneof(
    textPart,
    fc.constant<MessagePart>(PNG),
    fc.tuple(id, name, fc.constantFrom('{}', '', '{"a":', '[1]')).map(([one, called, args]) => call(one, called, args)),
    fc
      .tuple(id, name)
      .map(([one, called]): MessagePart => ({ type: 'toolResult', id: one, name: called, content: [PNG] })),
  );
  const message = fc.record<ChatMessage>({
    role: fc.constantFrom('system', 'user', 'assistant', 'tool'),
    parts: fc.array(part, { maxLength: 3 }),
  });
  fc.assert(
    fc.property(fc.array(message, { maxLength: 8 }), fc.constantFrom(0, 2.5, 3, 3.8), (messages, generation) => {
      const turns = toContents(messages, generation);
      expect(turns[0]?.role).toBe('user');
      if (generation > 3.5) expect(turns.at(-1)?.role).toBe('user');
      for (const [at, { role, parts }] of turns.entries()) {
        expect(parts.length).toBeGreaterThan(0);
        expect(parts.filter((one) => one.text === '')).toEqual([]);
        const called = parts.flatMap((one) => (one.functionCall ? [Object(one.functionCall).name] : []));
        const answered = (turns[at + 1]?.parts ?? []).flatMap((one) =>
          one.functionResponse ? [Object(one.functionResponse).name] : [],
        );
        expect(answered).toEqual(called);
        if (called.length > 0) {
          expect(role).toBe('model');
          expect(turns[at - 1]?.role).toBe('user');
        }
      }
    }),
    { numRuns: 500 },
  );
});
