import * as vscode from 'vscode';
import { PROVIDER_ID } from '../../config/providerId.ts';
import type { Api, Auth } from '../../core/models/preset.ts';
import type { ProviderSetup } from '../../core/routing/setup.ts';
import { PRESETS } from '../../providers/presets.ts';
import type { ChatController } from '../chat/chatController.ts';
import type { Engine } from '../engine.ts';
import { askText, pickOne } from '../picks.ts';
import { inform } from '../tell.ts';
import { chooseModelsOf } from './addModels.ts';
import { askChecked, type Trial } from './askChecked.ts';
import { askSecrets, keepSecrets } from './askSecrets.ts';
import { type Picked, setupOf } from './pickedProvider.ts';
import { tryServer } from './tryProvider.ts';

const LIST_MS = 15_000;

/** What adding a provider works with. */
interface Adding {
  readonly engine: Engine;
  readonly chat: ChatController;
  /** Brings the chat into sight and its composer into focus. */
  readonly ask: () => Promise<void>;
}

/**
 * Takes a user from nothing to a working provider: pick one, paste its key into the editor's own password box, where it is
 * tried before it is kept, and for servers that list their own models pick some. Every step can be cancelled without leaving
 * anything behind. At the end the question can be typed.
 */
export async function addProvider({ engine, chat, ask }: Adding, providerId?: string): Promise<void> {
  const picked = await pickProvider(engine, providerId);
  if (picked === undefined) return;
  const secrets = await askSecrets(engine, picked);
  if (secrets === undefined) return;
  await keepSecrets(engine, picked, secrets);
  await rememberProvider(engine, picked);
  const provider = engine.provider(picked.id) ?? setupOf(engine, picked);
  if (Object.keys(picked.preset?.models ?? {}).length === 0) await chooseModelsOf(engine, provider);
  else {
    // What it says of its models and their prices wins over the catalogue.
    void engine.listModels(provider, AbortSignal.timeout(LIST_MS)).catch(() => undefined);
    // An empty chat says itself who is ready.
    if (!secrets.isChecked || chat.conversation.turns.length > 0) void tellReady(engine, provider, secrets.isChecked);
  }
  await ask();
}

async function pickProvider(engine: Engine, providerId: string | undefined): Promise<Picked | undefined> {
  const { t } = vscode.l10n;
  if (providerId !== undefined) return withAddress(engine, providerId);
  const known = PRESETS.map((preset) => ({
    id: preset.id,
    label: preset.name,
    description: engine.provider(preset.id)?.ready ? t('set up') : preset.auth === 'none' ? t('no key needed') : '',
  }));
  const own = [...engine.setup.providers.keys()]
    .filter((id) => !PRESETS.some((preset) => preset.id === id))
    .map((id) => ({ id, label: id, description: t('from your settings') }));
  const custom = { id: '', label: t('Another endpoint…'), description: '' };
  const pick = await pickOne([...known, ...own, custom], {
    title: t('Add Provider or Change Key'),
    placeHolder: t('Whose models do you want to use?'),
    matchOnDescription: true,
  });
  if (pick === undefined) return undefined;
  return pick.id === '' ? customProvider() : withAddress(engine, pick.id);
}

async function withAddress(engine: Engine, id: string): Promise<Picked | undefined> {
  const { t } = vscode.l10n;
  const preset = PRESETS.find((candidate) => candidate.id === id);
  const current = engine.provider(id);
  const baseUrl = current?.baseUrl ?? preset?.baseUrl;
  if (baseUrl === undefined) return undefined;
  const api = current?.api ?? preset?.api ?? 'openai-chat';
  const known = { id, name: preset?.name ?? id, auth: current?.auth ?? preset?.auth ?? 'key', api, preset } as const;
  if (preset?.local !== true || preset.api === 'vscode-lm') return { ...known, baseUrl };
  const address = await askAddress(
    known.name,
    baseUrl,
    preset.quirks?.azure ? t('As its portal shows it.') : undefined,
    known.auth === 'none'
      ? (url, signal) => tryServer(setupOf(engine, { ...known, baseUrl: url }), engine.keys, signal)
      : undefined,
  );
  if (address === undefined) return undefined;
  const auth = preset.quirks?.azure ? await askAzureAuth(known.name) : known.auth;
  return auth === undefined ? undefined : { ...known, auth, baseUrl: address };
}

async function askAzureAuth(name: string): Promise<Auth | undefined> {
  const { t } = vscode.l10n;
  const kinds = [
    { label: t('With an API key'), auth: 'key' as const },
    { label: t('With a Microsoft Entra token'), auth: 'token' as const },
  ];
  return (await pickOne(kinds, { title: t('How does {0} know you?', name) }))?.auth;
}

/** The dialects that other servers copy. */
function customApis(): { label: string; api: Api }[] {
  const { t } = vscode.l10n;
  return [
    { label: t("Like OpenAI's chat completions (most do)"), api: 'openai-chat' },
    { label: t("Like OpenAI's Responses"), api: 'openai-responses' },
    { label: t("Like Anthropic's Messages"), api: 'anthropic-messages' },
    { label: t("Like Google's Gemini"), api: 'gemini' },
  ];
}

async function customProvider(): Promise<Picked | undefined> {
  const { t } = vscode.l10n;
  const baseUrl = await askAddress(t('the endpoint'), 'https://');
  if (baseUrl === undefined) return undefined;
  const id = await askText({
    title: t('A short name for it'),
    prompt: t('It becomes the first part of its model ids.'),
    value: new URL(baseUrl).hostname.replace(/^(?:api|www)\./, '').split('.')[0] ?? 'custom',
    ignoreFocusOut: true,
    validateInput: (value) => (PROVIDER_ID.test(value) ? undefined : t('Letters, digits, dots and dashes only.')),
  });
  if (id === undefined) return undefined;
  const auth = await pickOne(
    [
      { label: t('It wants an API key'), auth: 'key' as const },
      { label: t('It wants no key'), auth: 'none' as const },
    ],
    { title: id },
  );
  if (auth === undefined) return undefined;
  const spoken = await pickOne(customApis(), {
    title: t('How does {0} want to be spoken to?', id),
  });
  return spoken && { id, name: id, baseUrl, auth: auth.auth, api: spoken.api, preset: undefined };
}

async function askAddress(
  name: string,
  value: string,
  prompt?: string,
  run?: (url: string, signal: AbortSignal) => Promise<Trial>,
): Promise<string | undefined> {
  const { t } = vscode.l10n;
  const address = await askChecked({
    title: t('Address of {0}', name),
    prompt: prompt ?? t("The base URL, as the vendor's own client takes it; it usually ends in /v1."),
    value,
    fault: (url) => {
      if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) return t('This is no http or https address.');
      if (url.includes('YOUR-')) return t('The name of your own is still missing.');
      return undefined;
    },
    ...(run && { trial: { words: t('Looking for {0}…', name), run } }),
  });
  return address?.value;
}

/** Writes to the user's settings what the preset alone does not say, and takes out what it does. */
async function rememberProvider(engine: Engine, { id, baseUrl, auth, api, preset }: Picked): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('switchyard');
  const providers = configuration.inspect<Record<string, object>>('providers')?.globalValue ?? {};
  const existing: Record<string, unknown> = { ...providers[id] };
  if (preset === undefined) Object.assign(existing, { api, auth });
  else if (auth !== preset.auth) existing.auth = auth;
  if (baseUrl === preset?.baseUrl) delete existing.baseUrl;
  else existing.baseUrl = baseUrl;
  // With its key a known provider needs no entry; without one the entry says that it is wanted.
  const needless = preset?.auth === 'key' && Object.keys(existing).length === 0;
  if (needless && providers[id] === undefined) return;
  const { [id]: _, ...others } = providers;
  const changed = needless ? others : { ...others, [id]: existing };
  await configuration.update('providers', changed, vscode.ConfigurationTarget.Global);
  await settled(engine, id, baseUrl);
}

/** The editor tells of a changed setting a moment after it was written. */
async function settled(engine: Engine, id: string, baseUrl: string): Promise<void> {
  for (let tries = 20; tries > 0 && engine.provider(id)?.baseUrl !== baseUrl; tries--) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function tellReady(engine: Engine, provider: ProviderSetup, isChecked: boolean): Promise<void> {
  const { t } = vscode.l10n;
  const choose = t('Choose Its Models');
  const { name } = provider;
  const words = isChecked ? t('{0} is ready.', name) : t('The key of {0} is kept, but was not checked.', name);
  const choice = await inform(words, choose);
  if (choice === choose) await chooseModelsOf(engine, provider);
}
