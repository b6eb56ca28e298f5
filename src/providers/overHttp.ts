import type { Api } from '../core/models/preset.ts';
import type { Keys } from '../core/ports/keys.ts';
import type { Provider } from '../core/ports/provider.ts';
import type { ProviderSetup } from '../core/routing/setup.ts';
import { anthropicMessages } from './anthropicMessages/provider.ts';
import type { Dialect } from './dialect.ts';
import { gemini } from './gemini/provider.ts';
import { HttpProvider } from './httpProvider.ts';
import { isModeration } from './moderation/isModeration.ts';
import { moderation } from './moderation/provider.ts';
import { openaiChat } from './openaiChat/provider.ts';
import { openaiResponses } from './openaiResponses/provider.ts';
import { servedByResponses } from './openaiResponses/servedByResponses.ts';

type HttpApi = Exclude<Api, 'vscode-lm'> | 'moderation';

/** Every dialect that is spoken over HTTP. A new one is one folder and one line here. */
const DIALECTS: Readonly<Record<HttpApi, Dialect>> = {
  'openai-chat': openaiChat,
  'anthropic-messages': anthropicMessages,
  gemini,
  'openai-responses': openaiResponses,
  moderation,
};

/** A provider that is spoken to over HTTP, each of its models in its dialect. */
export function overHttp(setup: ProviderSetup, keys: Keys, fetch: typeof globalThis.fetch): Provider {
  return new HttpProvider(({ modelName }) => DIALECTS[apiFor(modelName, setup)], setup, keys, fetch);
}

/** The dialect that a model is asked in: some of a vendor's models are only served in its newer one. */
function apiFor(modelName: string, { api, quirks }: ProviderSetup): HttpApi {
  if (api === 'openai-chat' && isModeration(modelName)) return 'moderation';
  return api === 'openai-chat' && servedByResponses(modelName, quirks) ? 'openai-responses' : (api as HttpApi);
}
