import { partsOf, type UsageParts } from '../../core/chat/usage.ts';
import type { WireUsage } from './wire.ts';

/**
 * Tokens in Switchyard's terms. `promptTokenCount` includes cached tokens, `toolUsePromptTokenCount` is further input,
 * `candidatesTokenCount` is without thoughts, which are billed as output too (ai.google.dev/api/generate-content,
 * UsageMetadata; /gemini-api/docs/pricing). Where the total says so, the candidates' count includes them.
 */
export function toUsage(wire: WireUsage): UsageParts {
  const { prompt, candidates, thoughts } = countsOf(wire);
  return partsOf({
    input: prompt,
    cacheRead: wire.cachedContentTokenCount ?? 0,
    output: wire.totalTokenCount === prompt + candidates ? Math.max(candidates, thoughts) : candidates + thoughts,
    reasoning: thoughts,
  });
}

/**
 * A report together with the ones before it: the last counts, and what it lacks is taken from them unless its own total
 * says that nothing is lacking.
 */
export function addUsage(earlier: WireUsage | undefined, wire: WireUsage): WireUsage {
  const { prompt, candidates, thoughts } = countsOf(wire);
  if (earlier === undefined || wire.totalTokenCount === prompt + candidates + thoughts) return wire;
  const told = Object.entries(wire).filter(([, value]) => value != null);
  return { ...earlier, ...Object.fromEntries(told) };
}

function countsOf(wire: WireUsage): { prompt: number; candidates: number; thoughts: number } {
  return {
    prompt: (wire.promptTokenCount ?? 0) + (wire.toolUsePromptTokenCount ?? 0),
    candidates: wire.candidatesTokenCount ?? 0,
    thoughts: wire.thoughtsTokenCount ?? 0,
  };
}
