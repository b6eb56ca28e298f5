import { expect, test } from 'vitest';
import type { ChatMessage } from '../../../src/core/chat/message.ts';
import type { Model } from '../../../src/core/models/model.ts';
import { Scenario } from '../../fakes/scenario.ts';

const PICTURE = { type: 'image', mimeType: 'image/png', base64: 'aGVsbG8=' } as const;
const QUESTION: ChatMessage = { role: 'user', parts: [{ type: 'text', text: 'see' }] };
const RESULT: ChatMessage[] = [
  { role: 'assistant', parts: [{ type: 'toolCall', id: 'c', name: 'shot', arguments: '{}' }] },
  { role: 'tool', parts: [{ type: 'toolResult', id: 'c', name: 'shot', content: [PICTURE] }] },
];

test('Pictures in the result of a tool cost what pictures cost', async () => {
  const scenario = new Scenario({ a: ['Hello', { usage: { inputTokens: 10, outputTokens: 2 } }, { finish: 'stop' }] });
  const models = scenario.setup.models as Map<string, Model>;
  const model = models.get('a/m') as Model;
  models.set('a/m', { ...model, price: { ...model.price, perInputImage: 1_000_000 } as NonNullable<Model['price']> });
  const asked: ChatMessage[][] = [
    [QUESTION],
    [{ ...QUESTION, parts: [...QUESTION.parts, PICTURE] }],
    [QUESTION, ...RESULT],
  ];
  for (const [id, messages] of asked.entries()) await scenario.run({ id: `${id}`, messages }, { forMs: 10 });
  const [none = 0, beside, inResult] = scenario.ledger.rows.map(({ costNano }) => costNano ?? 0);
  expect([beside, inResult]).toEqual([none + 1_000_000, none + 1_000_000]);
});
