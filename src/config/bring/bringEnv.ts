import { isLoopback } from '../../core/models/loopback.ts';
import { say } from '../../core/words.ts';
import type { BringOptions } from './bringOptions.ts';
import type { Brought } from './brought.ts';
import { SetupDraft } from './draft.ts';
import { baseUrlOf } from './endpoint.ts';
import { isApiVersion } from './isApiVersion.ts';
import { ollamaHost } from './ollamaHost.ts';
import { isPlaceholder } from './placeholder.ts';
import { VENDORS, type Vendor } from './vendors.ts';

const AZURE_DEPLOYMENTS = [
  'AZURE_OPENAI_DEPLOYMENT_NAME',
  'AZURE_OPENAI_DEPLOYMENT',
  'AZURE_OPENAI_CHAT_DEPLOYMENT_NAME',
];

/** Variables that are told, since one might expect more of them. */
const NOTED: Readonly<Record<string, () => { why: string; todo?: string }>> = {
  LITELLM_MASTER_KEY: () => ({
    why: say('a master key may do everything in the gateway'),
    todo: say('make a virtual key, and set LITELLM_API_KEY'),
  }),
  AZURE_OPENAI_AD_TOKEN: () => ({
    why: say('such a token is valid for about an hour'),
    todo: say('use an API key; or set "auth": "token" and paste a fresh token each time'),
  }),
  AZURE_AD_TOKEN: () => ({
    why: say('such a token is valid for about an hour'),
    todo: say('use an API key; or set "auth": "token" and paste a fresh token each time'),
  }),
  OPENAI_ORG_ID: () => ({
    why: say('only headers that you name are sent'),
    todo: say('add the header OpenAI-Organization to the provider'),
  }),
  OPENAI_PROJECT_ID: () => ({
    why: say('only headers that you name are sent'),
    todo: say('add the header OpenAI-Project to the provider'),
  }),
  ANTHROPIC_ADMIN_KEY: () => ({ why: say('an admin key cannot ask models') }),
  OPENAI_ADMIN_KEY: () => ({ why: say('an admin key cannot ask models') }),
};

/**
 * What the variables that other tools read say of keys and addresses. A key goes to the address beside it
 * (`OPENAI_BASE_URL`), never to another.
 */
export function bringEnv(options: BringOptions): Brought {
  const draft = new SetupDraft(options);
  const variables = new Variables(options.env);
  for (const vendor of VENDORS) readVendor(vendor, variables, draft);
  for (const [name, reason] of Object.entries(NOTED)) {
    if (variables.has(name)) draft.notes.add(name, '', reason());
  }
  return draft.build();
}

/** Variables that are set to something that is no mere word for it. */
class Variables {
  readonly #env: BringOptions['env'];

  constructor(env: BringOptions['env']) {
    this.#env = env;
  }

  has(name: string): boolean {
    return this.get(name) !== undefined;
  }

  get(name: string): string | undefined {
    const value = this.#env[name]?.trim();
    return value && !isPlaceholder(value) ? value : undefined;
  }

  first(names: readonly string[] | undefined): string | undefined {
    return names?.find((name) => this.has(name));
  }
}

function readVendor(vendor: Vendor, env: Variables, draft: SetupDraft): void {
  const { id, keys = [], bases, tokens, versions } = vendor;
  const place = env.first(bases);
  const key = env.first(keys);
  const token = key === undefined ? env.first(tokens) : undefined;
  const name = key ?? token;
  if (name === undefined && place === undefined) return;
  const leave = (path: string, why: string, missing?: string) => {
    const todo = missing === undefined ? undefined : say('set {0}, and import again', missing);
    draft.notes.add(path, '', { why, todo });
  };
  for (const other of keys) {
    if (name !== undefined && env.has(other) && env.get(other) !== env.get(name))
      leave(other, say('{0} is taken before it', name));
  }
  const named = place === 'OLLAMA_HOST' ? ollamaHost(env.get(place) ?? '') : env.get(place ?? '');
  const given = named ?? (token === undefined ? draft.addressOf(vendor) : undefined);
  if (given === undefined) {
    leave(name ?? id, say('the address that it is for is missing'), bases?.[0]);
    return;
  }
  const api = draft.apiOf(vendor);
  const base = baseUrlOf(given, id, api);
  if ('problem' in base) {
    leave(place ?? id, base.problem);
    return;
  }
  const isOpen = draft.authOf(vendor) === 'none' || isLoopback(new URL(base.baseUrl).hostname);
  if (name === undefined && !isOpen) {
    leave(place ?? id, say('there is no key for it'), keys[0]);
    return;
  }
  const version = env.get(env.first(versions) ?? '');
  const provider = draft.provider({
    id,
    api,
    ...base,
    auth: name === undefined ? 'none' : token === undefined ? 'key' : 'token',
    apiVersion: version !== undefined && isApiVersion(version) ? version : undefined,
    key: name === undefined ? undefined : { source: name, value: env.get(name) ?? '' },
  });
  const deployment = id === 'azure' ? env.get(env.first(AZURE_DEPLOYMENTS) ?? '') : undefined;
  if (deployment !== undefined && !/\s/.test(deployment)) draft.model(`${provider}/${deployment}`);
}
