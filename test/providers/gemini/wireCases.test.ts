import { describe, expect, test } from 'vitest';
import { replay, sumOf } from '../replay.ts';
import { framed, said, text } from './answers.ts';

/** gateways.md §5, cases 40 to 47: what Gemini's answers are made of. */
const END = said([], { finishReason: 'STOP' });
const call = (name: string, args: object = {}) => ({ functionCall: { name, args } });

async function answerOf(body: string) {
  const { events, log, error } = await replay({ body }, { api: 'gemini' });
  return { ...sumOf(events), events, log, error: error && `${error.kind}: ${error.message}` };
}
const answerTo = (...chunks: object[]) => answerOf(framed(chunks));

describe('the framing', () => {
  const chunks = [text('Hel'), text('lo'), END];
  const HELLO = { text: 'Hello', finish: 'stop', error: undefined };

  test('case 40: server-sent events with alt=sse', async () => {
    expect(await answerOf(framed(chunks))).toMatchObject(HELLO);
  });

  test('case 40: a streamed array of JSON without it', async () => {
    expect(
      await answerOf(`[${chunks.map((chunk) => JSON.stringify(chunk, null, 2)).join(',\r\n')}\n]\n`),
    ).toMatchObject(HELLO);
  });

  test('case 46: an answer is whole without [DONE]', async () => {
    const body = framed(chunks);
    expect(body).not.toContain('[DONE]');
    expect(await answerOf(body)).toMatchObject(HELLO);
  });

  test('case 46: an answer without its end is not, however politely the connection closes', async () => {
    expect(await answerTo(text('Hel'))).toMatchObject({ text: 'Hel', finish: undefined });
  });

  test('case 47: an error may be an array', async () => {
    const body = JSON.stringify([{ error: { code: 503, message: 'The model is overloaded.', status: 'UNAVAILABLE' } }]);
    expect(await answerOf(body)).toMatchObject({ finish: undefined, error: 'overloaded: The model is overloaded.' });
    const { error } = await replay({ status: 503, body }, { api: 'gemini' });
    expect(error).toMatchObject({ kind: 'overloaded', status: 503, message: 'The model is overloaded.' });
  });
});

describe('an end', () => {
  test('case 41: of a blocked prompt, which has no candidates', async () => {
    const blocked = { promptFeedback: { blockReason: 'PROHIBITED_CONTENT' }, usageMetadata: { promptTokenCount: 9 } };
    expect(await answerTo(blocked)).toMatchObject({
      text: '',
      finish: 'contentFilter',
      usage: { uncachedInput: 9 },
      details: { finishReason: 'PROHIBITED_CONTENT' },
    });
  });

  test.each([
    ['SAFETY', { finish: 'contentFilter' }],
    ['RECITATION', { finish: 'contentFilter' }],
    ['MAX_TOKENS', { finish: 'length' }],
    ['MALFORMED_FUNCTION_CALL', { finish: undefined, error: expect.stringMatching(/^server: .*MALFORMED/) }],
  ])('case 42: %s, of a candidate without content', async (finishReason, expected) => {
    expect(await answerTo({ candidates: [{ finishReason, index: 0 }] })).toMatchObject({ text: '', ...expected });
  });

  test('case 42: what was said before a call that went wrong is no whole answer', async () => {
    const { log } = await answerTo(text('Half'), said([], { finishReason: 'MALFORMED_FUNCTION_CALL' }));
    expect(log).toEqual(['text "Half"', 'server: the model broke off its answer (MALFORMED_FUNCTION_CALL)']);
  });
});

describe('the parts of a chunk', () => {
  test('case 43: text, a thought, a picture and two calls at once', async () => {
    const picture = { inlineData: { mimeType: 'image/png', data: 'AAAA' } };
    const parts = [{ text: 'hm', thought: true }, { text: 'Look' }, picture, call('read', { a: 1 }), call('list')];
    expect(await answerTo(said(parts), END)).toMatchObject({
      reasoning: 'hm',
      text: 'Look',
      toolCalls: [
        { name: 'read', arguments: '{"a":1}' },
        { name: 'list', arguments: '{}' },
      ],
      finish: 'toolCalls',
    });
  });

  test('case 43: calls of several chunks have each an index and an id of their own', async () => {
    const { events } = await answerTo(said([call('read')]), said([call('read')]), END);
    const calls = events.flatMap((event) => (event.type === 'toolCall' ? [event] : []));
    expect(calls.map(({ index, name }) => `${index} ${name}`)).toEqual(['0 read', '1 read']);
    expect(new Set(calls.map(({ id }) => id)).size).toBe(2);
  });

  test('case 44: signatures of thoughts are kept, each with its part, to be sent back', async () => {
    const signed = [
      { text: 'hm', thought: true, thoughtSignature: 's1' },
      { ...call('read'), thoughtSignature: 's2' },
    ];
    const { events } = await answerTo(said(signed), END);
    expect(events.find(({ type }) => type === 'verbatim')).toMatchObject({ content: { parts: signed } });
  });
});

test('case 45: usage comes late and replaces itself; thoughts are output, what tools read is input', async () => {
  const first = { promptTokenCount: 100, totalTokenCount: 100 };
  const last = {
    ...{ promptTokenCount: 100, cachedContentTokenCount: 60, toolUsePromptTokenCount: 11 },
    ...{ candidatesTokenCount: 2, thoughtsTokenCount: 500, totalTokenCount: 613 },
  };
  const { usage, details } = await answerTo(
    text('H', {}),
    text('i', { usageMetadata: {} }),
    { ...text('!'), usageMetadata: first },
    { ...END, usageMetadata: last },
  );
  expect(usage).toMatchObject({ uncachedInput: 51, cacheRead: 60, outputText: 2, reasoning: 500 });
  expect(details).not.toHaveProperty('claimedTotalTokens');
});
