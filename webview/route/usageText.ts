import type { Answer } from '../../src/protocol/answer.ts';
import { fillIn } from '../format/fillIn.ts';
import { formatCount } from '../format/formatCount.ts';
import { strings } from '../lateStrings.ts';

type Usage = NonNullable<Answer['done']>['usage'];

/** `1,204 tokens read (1,024 from cache) · 345 tokens written (20 for thinking)`; parts that are zero are left out. */
export function usageText(usage: Usage): string {
  const input = withParts(fillIn(strings.tokensInput, formatCount(usage.inputTokens)), [
    [strings.tokensCached, usage.cachedInputTokens],
    [strings.tokensCacheWrite, usage.cacheWriteTokens],
  ]);
  const output = withParts(fillIn(strings.tokensOutput, formatCount(usage.outputTokens)), [
    [strings.tokensReasoning, usage.reasoningTokens],
  ]);
  return `${input} · ${output}`;
}

function withParts(whole: string, parts: readonly (readonly [template: string, count: number])[]): string {
  const told = parts.filter(([, count]) => count > 0).map(([template, count]) => fillIn(template, formatCount(count)));
  return told.length === 0 ? whole : `${whole} (${told.join(', ')})`;
}
