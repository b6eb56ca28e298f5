import { expect, it } from 'vitest';
import { reasoningSummary } from '../../../webview/messages/reasoningBlock.ts';
import { answer, DONE } from '../samples.ts';

const reasoning = 'x'.repeat(1234);

it.each([
  [answer({ reasoning, reasoningMs: 12_300, done: DONE }), 'Thought for 12\u00a0s · 20 tokens'],
  [answer({ reasoning, reasoningMs: 900 }), 'Thought for 900\u00a0ms · 1,234 characters'],
  [answer({ reasoning }), 'Reasoning · 1,234 characters'],
])('tells time and length', (given, expected) => expect(reasoningSummary(given)).toBe(expected));
