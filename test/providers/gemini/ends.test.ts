import { describe, expect, test } from 'vitest';
import { GeminiConverter } from '../../../src/providers/gemini/toEvents.ts';
import { lines } from '../eventLines.ts';
import { replay, sumOf } from '../replay.ts';
import { END, eventsOf, type Fields, logOf, logOfChunks, said, text, USAGE } from './answers.ts';

describe('an answer ends', () => {
  test.each([
    ['STOP', 'stop'],
    [1, 'stop'],
    ['MAX_TOKENS', 'length'],
    [2, 'length'],
    ['CONTINUATION', 'length'],
    ['SAFETY', 'contentFilter'],
    [3, 'contentFilter'],
    ['RECITATION', 'contentFilter'],
    ['BLOCKLIST', 'contentFilter'],
    ['PROHIBITED_CONTENT', 'contentFilter'],
    ['SPII', 'contentFilter'],
    ['IMAGE_SAFETY', 'contentFilter'],
    ['MODEL_ARMOR', 'contentFilter'],
    ['NO_IMAGE', 'stop'],
    ['A_NEW_ONE', 'stop'],
    [77, 'stop'],
  ])('with %s after text as %s', async (finishReason, expected) => {
    expect(await logOfChunks(text('x'), said([], { finishReason }))).toEqual(['text "x"', `finish ${expected}`]);
  });

  test.each(['OTHER', 'LANGUAGE', 'MALFORMED_FUNCTION_CALL', 'MALFORMED_RESPONSE', 'TOO_MANY_TOOL_CALLS'])(
    'with %s after text as a failure',
    async (finishReason) => {
      const log = await logOfChunks(text('x'), said([], { finishReason }));
      expect(log).toEqual(['text "x"', `server: the model broke off its answer (${finishReason})`]);
    },
  );

  test.each(['STOP', 'OTHER', 'MALFORMED_FUNCTION_CALL', 'UNEXPECTED_TOOL_CALL', 'TOO_MANY_TOOL_CALLS'])(
    'with %s after a call as toolCalls',
    async (finishReason) => {
      const log = await logOfChunks(said([{ functionCall: { name: 'now' } }], { finishReason }));
      expect(log).toEqual(['toolCall 0 call_0 now {}', 'finish toolCalls']);
    },
  );

  test.each([
    'OTHER',
    'LANGUAGE',
    'MALFORMED_FUNCTION_CALL',
    9,
    'MALFORMED_RESPONSE',
    'UNEXPECTED_TOOL_CALL',
    'TOO_MANY_TOOL_CALLS',
    'NO_IMAGE',
  ])('with %s after nothing but thoughts as a failure, which is paid for all the same', async (finishReason) => {
    const thought = said([{ text: 'Hm.', thought: true }]);
    const end = said([], { finishReason, finishMessage: 'call:x{' }, { usageMetadata: USAGE });
    const name = finishReason === 9 ? 'MALFORMED_FUNCTION_CALL' : finishReason;
    expect(await logOfChunks(thought, end)).toEqual([
      'reasoning "Hm."',
      'usage 7 (0 cached) + 8 (5 reasoning)',
      `server: the model stopped without an answer (${name})`,
    ]);
  });

  test('empty and filtered, as a blocked candidate', async () => {
    const blocked = { candidates: [{ content: {}, finishReason: 'SAFETY', safetyRatings: [{ blocked: true }] }] };
    expect(await logOfChunks(blocked)).toEqual(['finish contentFilter']);
  });

  test.each(['SAFETY', 'PROHIBITED_CONTENT', 'OTHER', 'JAILBREAK', 1])(
    'filtered where the prompt was blocked: %s',
    (blockReason) => {
      const events = eventsOf({
        promptFeedback: { blockReason, blockReasonMessage: 'Because.' },
        usageMetadata: USAGE,
      });
      expect(lines(events)).toEqual(['usage 7 (0 cached) + 8 (5 reasoning)', 'finish contentFilter']);
      expect(sumOf(events).details).toMatchObject({ finishMessage: 'Because.' });
    },
  );

  test('filtered where the block comes after text', async () => {
    expect(await logOfChunks(text('x'), { promptFeedback: { blockReason: 'SAFETY' } })).toEqual([
      'text "x"',
      'finish contentFilter',
    ]);
  });

  test('once, and as soon as it is known', () => {
    const converter = new GeminiConverter();
    expect(lines([...converter.push(text('x', { finishReason: 'STOP' }))])).toEqual(['text "x"', 'finish stop']);
    expect(lines([...converter.push(END), ...converter.end()])).toEqual([]);
  });

  test('as soon as it is known also where no model version tells how the server counts', () => {
    const converter = new GeminiConverter();
    const old = (fields: Fields) => ({ candidates: [{ content: { parts: [{ text: 'a' }] }, ...fields }] });
    const events = [...converter.push(old({})), ...converter.push(old({ finishReason: 'STOP' }))];
    expect(lines(events)).toEqual(['text "aa"', 'finish stop']);
  });

  test('where the last chunk says, as of servers that say STOP in every one', async () => {
    const old = (words: string) => ({ candidates: [{ content: { parts: [{ text: words }] }, finishReason: 'STOP' }] });
    const last = { candidates: [{ finishReason: 'RECITATION', index: 0 }] };
    expect(await logOfChunks(old('a'), old('b'))).toEqual(['text "ab"', 'finish stop']);
    expect(await logOfChunks(old('a'), old('b'), last)).toEqual(['text "ab"', 'finish contentFilter']);
  });

  test('never where no chunk says so', async () => {
    expect(await logOfChunks(text('x'))).toEqual(['text "x"']);
  });

  test('with an error in the stream, and what it cost', async () => {
    const error = { error: { code: 503, message: 'The model is overloaded.', status: 'UNAVAILABLE' } };
    expect(await logOfChunks(text('half'), error, { usageMetadata: USAGE })).toEqual([
      'text "half"',
      'usage 7 (0 cached) + 8 (5 reasoning)',
      'overloaded 503: The model is overloaded.',
    ]);
  });

  test('with the error where a chunk has both', async () => {
    const error = { code: 500, message: 'An internal error has occurred.', status: 'INTERNAL' };
    const events = eventsOf(text('half', { finishReason: 'STOP' }), { ...END, error });
    expect(lines(events).slice(0, 2)).toEqual(['text "half"', 'finish stop']);
    expect(lines(eventsOf({ ...text('half', { finishReason: 'STOP' }), error }))).toEqual([
      'text "half"',
      expect.stringMatching(/^server/),
    ]);
  });

  test('with an error although STOP had been said of the pieces before', () => {
    const old = { candidates: [{ content: { parts: [{ text: 'a' }] }, finishReason: 'STOP' }] };
    const error = { error: { code: 499, message: 'The operation was cancelled.', status: 'CANCELLED' } };
    const log = lines(eventsOf(old, error));
    expect(log).toEqual(['text "a"', expect.stringMatching(/: The operation was cancelled\.$/)]);
  });

  test('with an error as the only element of an array', async () => {
    const error = [{ error: { code: 500, message: 'An internal error has occurred.', status: 'INTERNAL' } }];
    expect(await logOf(JSON.stringify(error, null, 2))).toEqual([
      expect.stringMatching(/^server.*: An internal error has occurred\.$/),
    ]);
  });

  test('without success where the error body is an array', async () => {
    const error = [
      { error: { code: 400, message: 'API key not valid. Please pass a valid API key.', status: 'INVALID_ARGUMENT' } },
    ];
    const { log } = await replay({ status: 400, body: JSON.stringify(error) }, { api: 'gemini' });
    expect(log).toEqual(['auth 400: API key not valid. Please pass a valid API key.']);
  });
});
