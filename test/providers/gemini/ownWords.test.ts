import { describe, expect, test } from 'vitest';
import type { ChatMessage, MessagePart } from '../../../src/core/chat/message.ts';
import type { Content } from '../../../src/providers/gemini/toContents.ts';
import { GeminiConverter } from '../../../src/providers/gemini/toEvents.ts';
import { contents } from './asked.ts';
import { call, result, text, user } from './turns.ts';

describe("a turn in the model's own words", () => {
  /** What a converter makes of the parts of one answer: the turn as it is kept. */
  function turnOf(...parts: object[]): ChatMessage {
    const converter = new GeminiConverter();
    const chunks = parts.map((part) => ({ candidates: [{ content: { parts: [part] } }], responseId: 'r' }));
    const events = [...chunks.flatMap((chunk) => [...converter.push(chunk)]), ...converter.end()];
    const kept: MessagePart[] = [];
    for (const event of events) {
      if (event.type === 'text') kept.push(text(event.delta));
      if (event.type === 'toolCall') kept.push(call(event.id, event.name, event.argumentsDelta));
    }
    const verbatim = events.find((event) => event.type === 'verbatim');
    // As it is after a while on disk.
    const content = verbatim && JSON.parse(JSON.stringify(verbatim.content));
    return { role: 'assistant', parts: kept, ...(verbatim ? { verbatim: { model: 'g/m', content } } : {}) };
  }
  /** The text of a turn that said `I look.` */
  const SAID = { textLength: 7 };
  const partsSent = (message: ChatMessage, ...results: ChatMessage[]) =>
    (
      contents([
        user(text('q')),
        message,
        ...results,
        ...(results.length === 0 ? [user(text('and?'))] : []),
      ]) as Content[]
    )
      .slice(1)
      .map(({ parts }) => parts);

  test('goes back with every signature on the part it came with', () => {
    const first = { functionCall: { name: 'read', args: { path: 'a' }, id: 'x1' }, thoughtSignature: 'c2lnMQ==' };
    const second = { functionCall: { name: 'read', args: { path: 'b' }, id: 'x2' } };
    const message = turnOf({ text: 'Hm.', thought: true }, { text: 'I ' }, { text: 'look.' }, first, second);
    expect(partsSent(message, result('x2', 'B'), result('x1', 'A'))).toEqual([
      [{ text: 'I look.' }, first, second],
      [
        { functionResponse: { id: 'x1', name: 'read', response: { output: 'A' } } },
        { functionResponse: { id: 'x2', name: 'read', response: { output: 'B' } } },
      ],
    ]);
  });

  test('keeps signed pieces of text apart, empty ones and signed thoughts too', () => {
    const parts = [
      { text: 'a' },
      { text: 'b', thoughtSignature: 'c2lnMQ==' },
      { text: 'c' },
      { text: 'Hm.', thought: true, thoughtSignature: 'c2lnMg==' },
      { text: '', thoughtSignature: 'c2lnMw==' },
    ];
    expect(partsSent(turnOf(...parts))[0]).toEqual(parts);
  });

  test('keeps what is not shown: code, its output, pictures, calls that Google answers', () => {
    const parts = [
      { executableCode: { language: 'PYTHON', code: 'print(1)' } },
      { codeExecutionResult: { outcome: 'OUTCOME_OK', output: '1' } },
      { inlineData: { mimeType: 'image/png', data: 'AAAA' } },
      { toolCall: { toolType: 'GOOGLE_SEARCH', id: 's1', args: {} } },
      { text: 'It is 1.' },
    ];
    expect(partsSent(turnOf(...parts))[0]).toEqual(parts);
  });

  test('goes back although there was nothing to show', () => {
    const picture = { inlineData: { mimeType: 'image/png', data: 'AAAA' }, thoughtSignature: 'c2ln' };
    expect(turnOf(picture).parts).toEqual([]);
    expect(partsSent(turnOf(picture))[0]).toEqual([picture]);
  });

  test('is matched to results by our own ids where Google gave none', () => {
    const signed = { functionCall: { name: 'now', args: {} }, thoughtSignature: 'c2ln' };
    const message = turnOf(signed);
    expect(message.parts).toEqual([call('call_r_0', 'now', '{}')]);
    expect(partsSent(message, result('call_r_0', 'noon'))).toEqual([
      [signed],
      [{ functionResponse: { name: 'now', response: { output: 'noon' } } }],
    ]);
  });

  test('keeps a signature that comes alone, and nothing of parts that are none', () => {
    const parts = [{ text: 'a' }, {}, { functionCall: 'x' }, { executableCode: 7 }, { thoughtSignature: 'c2ln' }];
    expect(partsSent(turnOf(...parts))[0]).toEqual([{ text: 'a' }, { text: '', thoughtSignature: 'c2ln' }]);
  });

  test.each([
    ['text', [{ text: 'a' }]],
    ['text beside parts that are none', [{ text: 'a' }, {}, { functionCall: 'x' }]],
    ['text after thoughts', [{ text: 'Hm.', thought: true }, { text: 'a' }]],
    ['a call without id and signature', [{ functionCall: { name: 'now', args: {} } }]],
  ])('is not kept where the message says it all: %s', (_, parts) => {
    expect(turnOf(...parts)).not.toHaveProperty('verbatim');
  });

  test.each([
    ['no object', 'x'],
    ['nothing', undefined],
    ['no parts', { parts: [] }],
    ['parts of another kind', { parts: ['x'] }],
    ['a part that holds nothing', { parts: [SAID, {}] }],
    ['a call without a name', { parts: [SAID, { functionCall: { args: {} } }] }],
    ['a text that is none', { parts: [SAID, { text: 7 }] }],
    ['a call that was taken out since', { parts: [SAID, { functionCall: { name: 'now', args: {} } }] }],
    [
      'the beginning of a text that another model went on with',
      { parts: [{ textLength: 2, thoughtSignature: 'c2ln' }] },
    ],
  ])('that is %s on disk is told in ours', (_, content) => {
    const message: ChatMessage = { role: 'assistant', parts: [text('I look.')], verbatim: { model: 'g/m', content } };
    expect(partsSent(message)[0]).toEqual([{ text: 'I look.' }]);
  });
});
