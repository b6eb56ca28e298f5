import { cheapestFor } from '../../core/routing/cheapestFor.ts';
import type { Setup } from '../../core/routing/setup.ts';
import type { AttemptTools } from '../../core/strategies/attemptTools.ts';
import type { Answer } from '../../protocol/answer.ts';

const MOST = 3;

/**
 * The models that may name a chat, as full ids, the cheapest first: those of the providers who were to see its question
 * anyway. On this machine that is the model that was to answer, so that no other is loaded.
 */
export function namersOf(
  prompt: string,
  { decision }: Answer,
  setup: Setup,
  tools: Pick<AttemptTools, 'memory' | 'breaker'>,
): string[] {
  const targets = new Set(decision?.targets.map(({ model }) => model));
  const asked = new Set([...targets].map((id) => setup.models.get(id)?.provider));
  const models = [...setup.models].filter(([id, { provider }]) => {
    return targets.has(id) || (asked.has(provider) && setup.providers.get(provider)?.loopback === false);
  });
  const cheapest = cheapestFor(prompt, { ...setup, models: new Map(models) }, tools);
  return cheapest.slice(0, MOST).map(({ model }) => model.id);
}
