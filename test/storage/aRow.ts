import type { AttemptRow } from '../../src/core/ports/ledger.ts';

/** An attempt that a test has not made special. */
export function aRow(changes: Partial<AttemptRow> = {}): AttemptRow {
  return {
    requestId: 'r1',
    attempt: 1,
    startedAt: 1000,
    source: 'test',
    conversationId: null,
    task: 'chat',
    difficulty: 'simple',
    model: 'a/m',
    provider: 'a',
    outcome: 'ok',
    finishReason: 'stop',
    usage: { inputTokens: 10, cachedInputTokens: 4, cacheWriteTokens: 1, outputTokens: 5, reasoningTokens: 2 },
    estimated: false,
    costNano: 1400,
    costSource: 'priced',
    firstTokenMs: 12.5,
    totalMs: 80.25,
    responseId: null,
    ...changes,
  };
}
