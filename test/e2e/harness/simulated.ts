import type { LoggedRequest } from '../../simulator/behaviour.ts';
import type { Simulator } from '../../simulator/simulator.ts';

/** User settings that name simulated providers and models (`PROVIDER/MODEL`), all without a key and with one price. */
export function simulatedSettings(
  baseUrl: (provider: string) => string,
  models: readonly string[],
): Record<string, unknown> {
  const providers = [...new Set(models.map((model) => model.slice(0, model.indexOf('/'))))];
  const price = { input: 1, cachedInput: 0.25, output: 4 };
  return {
    'switchyard.providers': Object.fromEntries(
      providers.map((id) => [id, { api: 'openai-chat', baseUrl: baseUrl(id), auth: 'none' }]),
    ),
    'switchyard.models': Object.fromEntries(models.map((model) => [model, { price, contextWindow: 128_000 }])),
  };
}

/** All words of a logged request's messages, system prompt included. */
export function wordsOf(request: LoggedRequest | undefined): string {
  const { messages = [] } = (request?.body ?? {}) as { messages?: readonly { content: unknown }[] };
  return messages.map(({ content }) => (typeof content === 'string' ? content : JSON.stringify(content))).join('\n\n');
}

/** The newest request the simulator has received. */
export function lastRequest(simulator: Simulator): LoggedRequest | undefined {
  return simulator.requests.at(-1);
}
