/** User settings that name the demo's simulated providers, with prices that are made up. */
export function demoSettings(baseUrl: (provider: string) => string): Readonly<Record<string, unknown>> {
  const provider = (name: string) => ({ api: 'openai-chat', baseUrl: baseUrl(name), auth: 'none' });
  const model = (input: number, cachedInput: number, output: number, tier: string, capabilities: string[]) => ({
    price: { input, cachedInput, output },
    contextWindow: 128_000,
    maxOutputTokens: 8192,
    capabilities,
    tier,
  });
  return {
    'switchyard.providers': {
      'sim-fast': provider('sim-fast'),
      'sim-cheap': provider('sim-cheap'),
      'sim-flaky': provider('sim-flaky'),
      'sim-strong': provider('sim-strong'),
    },
    'switchyard.models': {
      'sim-fast/flash': model(3, 0.75, 12, 'standard', ['tools', 'json']),
      'sim-cheap/small': model(0.05, 0.01, 0.2, 'budget', ['json']),
      'sim-flaky/medium': model(0.4, 0.1, 1.6, 'standard', ['tools', 'json']),
      'sim-strong/large': model(5, 1.25, 25, 'premium', ['tools', 'json', 'reasoning']),
    },
  };
}
