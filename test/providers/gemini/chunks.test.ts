import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sumOf } from '../replay.ts';
import { END, eventsOf, logOfChunks, said, text, USAGE } from './answers.ts';

describe('a chunk', () => {
  test('may hold text, a thought and several calls at once, in their order, each call with its own index', async () => {
    const parts = [
      { text: 'Two calls: ', thought: true },
      { text: 'Looking.' },
      { functionCall: { name: 'read', args: { path: 'a.ts' }, id: 'fc1' }, thoughtSignature: 'c2ln' },
      { functionCall: { name: 'read', args: { path: 'b.ts' }, id: 'fc2' } },
      { inlineData: { mimeType: 'image/png', data: 'AAAA' } },
    ];
    const more = [{ functionCall: { name: 'list', args: {} } }];
    expect(await logOfChunks(said(parts), said(more, { finishReason: 'STOP' }))).toEqual([
      'reasoning "Two calls: "',
      'text "Looking."',
      'toolCall 0 fc1 read {"path":"a.ts"}',
      'toolCall 1 fc2 read {"path":"b.ts"}',
      'toolCall 2 call_2 list {}',
      'finish toolCalls',
    ]);
  });

  test('may give calls no ids: they get some that no other answer has', () => {
    const call = said([{ functionCall: { name: 'now' } }], {}, { responseId: 'aB-3_x' });
    const ids = eventsOf(call, call).flatMap((event) => (event.type === 'toolCall' ? [event.id] : []));
    expect(ids).toEqual(['call_aB-3_x_0', 'call_aB-3_x_1']);
  });

  test.each([
    ['without candidates', { usageMetadata: {} }],
    ['with no candidate in the list', { candidates: [] }],
    ['with null for candidates', { candidates: null }],
    ['with a candidate without content', { candidates: [{ index: 0 }] }],
    ['with content without parts', { candidates: [{ content: { role: 'model' } }] }],
    ['with null for parts', said(null)],
    ['with parts that are none', said(['x', null, 7, [], {}])],
    ['with an empty text', text('')],
    ['of another candidate', said([{ text: 'other' }], { index: 1, finishReason: 'MAX_TOKENS' })],
    ['with safety ratings only', { promptFeedback: { safetyRatings: [] } }],
    ['with an unspecified end', said([], { finishReason: 'FINISH_REASON_UNSPECIFIED' })],
    ['of another kind', { object: 'ping' }],
    ['that is no object', [1]],
  ])('%s says nothing', async (_, chunk) => {
    expect(await logOfChunks(text('a'), chunk, text('b'), END)).toEqual(['text "ab"', 'finish stop']);
  });

  test.each([
    ['thought', { thought: 'yes' }],
    ['signature', { thoughtSignature: 7 }],
    ['call', { functionCall: 'none' }],
  ])('keeps the text beside an odd %s', async (_, fields) => {
    expect(await logOfChunks(said([{ text: 'x', ...fields }]), END)).toEqual(['text "x"', 'finish stop']);
  });

  test('keeps the text beside odd usage, feedback and reasons', async () => {
    const odd = { usageMetadata: 'none', promptFeedback: [1], modelVersion: 3 };
    expect(await logOfChunks(said([{ text: 'x' }], { finishReason: {} }, odd), END)).toEqual([
      'text "x"',
      'finish stop',
    ]);
  });

  test('with code that Google ran shows neither the code nor its output', async () => {
    const parts = [
      { executableCode: { language: 'PYTHON', code: 'print(1)' } },
      { codeExecutionResult: { outcome: 'OUTCOME_OK', output: '1' } },
      { text: 'It is 1.' },
    ];
    expect(await logOfChunks(said(parts), END)).toEqual(['text "It is 1."', 'finish stop']);
  });
});

describe('what Google says besides', () => {
  test('is kept', () => {
    const chunk = said([{ text: 'x' }], { finishReason: 'STOP', finishMessage: 'Done.' });
    const usageMetadata = { ...USAGE, serviceTier: 'flex' };
    expect(sumOf(eventsOf({ ...chunk, responseId: 'r1', usageMetadata })).details).toEqual({
      model: 'gemini-3.8-flash',
      responseId: 'r1',
      serviceTier: 'flex',
      finishReason: 'STOP',
      finishMessage: 'Done.',
      usage: usageMetadata,
    });
  });

  test('may be how Vertex AI served the call', () => {
    expect(sumOf(eventsOf({ usageMetadata: { trafficType: 'ON_DEMAND' } })).details).toEqual({
      serviceTier: 'ON_DEMAND',
    });
  });
});

test('no JSON makes the converter throw, or end twice, or say text that is none', () => {
  const keys = fc.constantFrom(
    'candidates',
    'content',
    'parts',
    'text',
    'functionCall',
    'name',
    'args',
    'partialArgs',
    'jsonPath',
    'stringValue',
    'finishReason',
    'promptFeedback',
    'blockReason',
    'usageMetadata',
    'promptTokenCount',
    'error',
  );
  const leaf = fc.oneof(
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.constantFrom('STOP', 'SAFETY', 'OTHER', '$.a[0]'),
  );
  const { node } = fc.letrec<{ node: unknown }>((tie) => ({
    node: fc.oneof(
      { depthSize: 'large' },
      leaf,
      fc.array(tie('node'), { maxLength: 3 }),
      fc.dictionary(keys, tie('node'), { maxKeys: 4 }),
    ),
  }));
  fc.assert(
    fc.property(fc.array(node, { maxLength: 6 }), (chunks) => {
      const types = eventsOf(...chunks).map(({ type }) => type);
      expect(types.filter((type) => type === 'finish').length).toBeLessThanOrEqual(1);
      expect(types.filter((type) => type === 'fault').length).toBeLessThanOrEqual(1);
      expect(types.filter((type) => type === 'verbatim').length).toBeLessThanOrEqual(1);
    }),
    { numRuns: 500 },
  );
});
