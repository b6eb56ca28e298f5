import type { Behaviour, SimulatedProvider } from './behaviour.ts';
import type { Api, SimulatedRequest } from './simulatedRequest.ts';

const thoughts = `The question is about a range, so the borders matter most. Let me count a small case by hand: three items, two on a page, \
pages counted from one. The first page is items one and two, the second is item three alone. The code agrees with that only if it \
begins at the page before. I will say so first and then show the change.`;

const healthy: Behaviour = { firstTokenMs: 300, tokensPerSecond: 90 };

const failures: readonly Behaviour[] = [
  { status: 503, firstTokenMs: 200 },
  { ...healthy, cutAfterTokens: 40 },
  { status: 429, retryAfter: 20, firstTokenMs: 120 },
];

/** A provider of the demo, and the dialect it is asked in. */
export interface DemoProvider extends SimulatedProvider {
  readonly api: Api;
}

/** The windows of all demo models. */
const size = { contextWindow: 128_000, maxOutputTokens: 8192 };

/**
 * The providers of the demo, one for each dialect: `sim-fast/flash` quick and dear, `sim-cheap/small` slow and cheap,
 * `sim-flaky/medium` failing at every other request in a different way, `sim-strong/large` thinking first. None wants a key, and
 * each lists a second model that no setting names.
 */
export const demoProviders: Readonly<Record<string, DemoProvider>> = {
  'sim-fast': {
    api: 'openai-chat',
    // It lists prices, and says what an answer cost.
    vendor: 'openrouter',
    models: {
      flash: { firstTokenMs: 150, tokensPerSecond: 150, cachedShare: 0.3 },
      'flash-lite': { firstTokenMs: 100, tokensPerSecond: 250 },
    },
    facts: {
      flash: { ...size, price: { input: 3, cachedInput: 0.75, output: 12 }, abilities: ['tools', 'json'] },
      'flash-lite': { ...size, price: { input: 1, cachedInput: 0.25, output: 4 }, abilities: ['json'] },
    },
  },
  'sim-cheap': {
    api: 'gemini',
    models: {
      small: { firstTokenMs: 900, tokensPerSecond: 45 },
      tiny: { firstTokenMs: 600, tokensPerSecond: 60 },
    },
    facts: {
      small: { ...size, price: { input: 0.05, cachedInput: 0.01, output: 0.2 }, abilities: ['json'] },
      tiny: { ...size, price: { input: 0.02, output: 0.08 }, abilities: [] },
    },
  },
  'sim-flaky': {
    api: 'openai-responses',
    models: { medium: flaky, 'medium-old': flaky },
    facts: {
      medium: { ...size, price: { input: 0.4, cachedInput: 0.1, output: 1.6 }, abilities: ['tools', 'json'] },
      'medium-old': { ...size, price: { input: 0.6, output: 2.4 }, abilities: ['json'] },
    },
  },
  'sim-strong': {
    api: 'anthropic-messages',
    models: {
      large: { firstTokenMs: 600, tokensPerSecond: 70, reasoning: thoughts, keepAliveMs: 400 },
      huge: { firstTokenMs: 1200, tokensPerSecond: 40, reasoning: thoughts, keepAliveMs: 400 },
    },
    facts: {
      large: { ...size, price: { input: 5, cachedInput: 1.25, output: 25 }, abilities: ['tools', 'json', 'reasoning'] },
      huge: { ...size, price: { input: 15, cachedInput: 1.5, output: 75 }, abilities: ['tools', 'json', 'reasoning'] },
    },
  },
};

/** Odd requests fail, each in the next of the three ways; even ones are answered. */
function flaky({ ordinal }: SimulatedRequest): Behaviour {
  if (ordinal % 2 === 0) return healthy;
  return failures[((ordinal - 1) / 2) % failures.length] ?? healthy;
}
