import type { LoggedRequest } from '../../simulator/behaviour.ts';
import type { Api } from '../../simulator/simulatedRequest.ts';
import type { Simulator } from '../../simulator/simulator.ts';

/** US$ per million tokens of every simulated model. */
export const PRICE = { input: 1, cachedInput: 0.25, output: 4 };

/**
 * User settings that name simulated providers and models (`PROVIDER/MODEL`), all without a key and with one price; they
 * speak chat completions where no other dialect is given.
 */
export function simulatedSettings(
  baseUrl: (provider: string, dialect?: Api) => string,
  models: readonly string[],
  dialects: Readonly<Record<string, Api>> = {},
): Record<string, unknown> {
  const providers = [...new Set(models.map((model) => model.slice(0, model.indexOf('/'))))];
  return {
    'switchyard.providers': Object.fromEntries(
      providers.map((id) => {
        const api = dialects[id] ?? 'openai-chat';
        return [id, { api, baseUrl: baseUrl(id, api), auth: 'none' }];
      }),
    ),
    // A test that asks what another has asked wants an answer of its own.
    'switchyard.cache': { use: 'never' },
    'switchyard.models': Object.fromEntries(models.map((model) => [model, { price: PRICE, contextWindow: 128_000 }])),
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
