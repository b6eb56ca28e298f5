import { demoProviders } from '../../test/simulator/demoScenario.ts';
import type { Simulator } from '../../test/simulator/simulator.ts';

/** The models that the demo routes to; the others are there to be added. */
const TIERS: Readonly<Record<string, string>> = {
  'sim-fast/flash': 'standard',
  'sim-cheap/small': 'budget',
  'sim-flaky/medium': 'standard',
  'sim-strong/large': 'premium',
};

/** User settings that name the demo's simulated providers, each in a dialect of its own, with prices that are made up. */
export function demoSettings(baseUrl: Simulator['baseUrl']): Readonly<Record<string, unknown>> {
  const providers = Object.entries(demoProviders).map(([name, { api }]) => [
    name,
    { api, baseUrl: baseUrl(name, api), auth: 'none' },
  ]);
  const models = Object.entries(TIERS).map(([id, tier]) => {
    const [provider = '', model = ''] = id.split('/');
    const { price, contextWindow, maxOutputTokens, abilities } = demoProviders[provider]?.facts?.[model] ?? {};
    return [id, { price, contextWindow, maxOutputTokens, capabilities: abilities, tier }];
  });
  return {
    'switchyard.providers': Object.fromEntries(providers),
    'switchyard.models': Object.fromEntries(models),
  };
}
