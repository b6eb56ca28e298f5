import type { AuditedDecision, AuditedEnd } from '../../../src/core/ports/audit.ts';

/** What was decided about a request that asks for code. */
export const aDecision = (requestId: string, at: number, changes: Partial<AuditedDecision> = {}): AuditedDecision => ({
  requestId,
  at,
  source: 'panel',
  conversationId: 'chat',
  promptsVersion: 'v',
  decision: {
    task: 'code',
    difficulty: 'simple',
    language: 'en',
    strategy: 'single',
    targets: [{ model: 'a/m', estimatedUsd: 0.1, reasons: ['first, "quoted"'] }],
    rejected: [{ model: 'b/m', reason: '=too small' }],
    reasons: ['asks for code'],
  },
  ...changes,
});
/** How it ended: with an answer. */
export const ENDED: AuditedEnd = {
  outcome: 'answered',
  model: 'a/m',
  finishReason: 'stop',
  errorKind: null,
  attempts: 1,
  fallbacks: [],
  usage: { inputTokens: 1, cachedInputTokens: 0, cacheWriteTokens: 0, outputTokens: 2, reasoningTokens: 0 },
  costUsd: 0.0000014,
  costSource: 'priced',
  firstTokenMs: 10,
  totalMs: 20,
  fromCache: false,
};
