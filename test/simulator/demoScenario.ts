import type { Behaviour, SimulatedProvider, SimulatedRequest } from './behaviour.ts';

const thoughts = `The question is about a range, so the borders matter most. Let me count a small case by hand: three items, two on a page, \
pages counted from one. The first page is items one and two, the second is item three alone. The code agrees with that only if it \
begins at the page before. I will say so first and then show the change.`;

const healthy: Behaviour = { firstTokenMs: 300, tokensPerSecond: 90 };

const failures: readonly Behaviour[] = [
  { status: 503, firstTokenMs: 200 },
  { ...healthy, cutAfterTokens: 40 },
  { status: 429, retryAfter: 20, firstTokenMs: 120 },
];

/**
 * The providers of the demo: `sim-fast/flash` quick and dear, `sim-cheap/small` slow and cheap, `sim-flaky/medium` failing at
 * every other request in a different way, `sim-strong/large` thinking first. None wants a key.
 */
export const demoProviders: Readonly<Record<string, SimulatedProvider>> = {
  'sim-fast': { models: { flash: { firstTokenMs: 150, tokensPerSecond: 150, cachedShare: 0.3 } } },
  'sim-cheap': { models: { small: { firstTokenMs: 900, tokensPerSecond: 45, keepAliveMs: 400 } } },
  'sim-flaky': { models: { medium: flaky } },
  'sim-strong': { models: { large: { firstTokenMs: 600, tokensPerSecond: 70, reasoning: thoughts } } },
};

/** Odd requests fail, each in the next of the three ways; even ones are answered. */
function flaky({ ordinal }: SimulatedRequest): Behaviour {
  if (ordinal % 2 === 0) return healthy;
  return failures[((ordinal - 1) / 2) % failures.length] ?? healthy;
}
