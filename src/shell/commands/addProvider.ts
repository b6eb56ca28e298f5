import * as vscode from 'vscode';
import { PROVIDER_ID } from '../../config/settingsSchema.ts';
import { SwitchyardError } from '../../core/chat/errors.ts';
import { isLoopback, mayCarryKey } from '../../core/models/loopback.ts';
import type { Api, Auth, Preset } from '../../core/models/preset.ts';
import type { ProviderSetup } from '../../core/routing/setup.ts';
import { PRESETS } from '../../providers/presets.ts';
import { secretNames } from '../../providers/transport/authHeaders.ts';
import type { Engine } from '../engine.ts';
import { plainText } from '../plainText.ts';
import { chooseModelsOf } from './addModels.ts';

const CHECK_MS = 10_000;

/** A provider that the user picked, and where it is. */
interface Picked {
  readonly id: string;
  readonly name: string;
  readonly baseUrl: string;
  readonly auth: Auth;
  readonly api: Api;
  readonly preset: Preset | undefined;
}

/**
 * Takes a user from nothing to a working provider: pick one, paste its key into the editor's own password box, and for
 * servers that list their own models pick some. Every step can be cancelled without leaving anything behind.
 */
export async function addProvider(engine: Engine, providerId?: string): Promise<void> {
  const picked = await pickProvider(engine, providerId);
  if (picked === undefined) return;
  const origin = new URL(picked.baseUrl).origin;
  let key: string | undefined;
  if (picked.auth !== 'none') {
    key = await askKey(picked, origin);
    if (key === undefined) return;
    await engine.keys.storeKey(picked.id, origin, key);
  }
  await rememberProvider(engine, picked);
  const provider = engine.provider(picked.id) ?? asSetup(picked);
  await askHeaderSecrets(engine, provider, origin);
  await checkAndOfferModels(engine, provider, picked);
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
  const pick = await vscode.window.showQuickPick([...known, ...own, custom], {
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
  return (await vscode.window.showQuickPick(kinds, { title: t('How does {0} know you?', name) }))?.auth;
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
  const id = await vscode.window.showInputBox({
    title: t('A short name for it'),
    prompt: t('It becomes the first part of its model ids.'),
    value: new URL(baseUrl).hostname.replace(/^(?:api|www)\./, '').split('.')[0] ?? 'custom',
    ignoreFocusOut: true,
    validateInput: (value) => (PROVIDER_ID.test(value) ? undefined : t('Letters, digits, dots and dashes only.')),
  });
  if (id === undefined) return undefined;
  const auth = await vscode.window.showQuickPick(
    [
      { label: t('It wants an API key'), auth: 'key' as const },
      { label: t('It wants no key'), auth: 'none' as const },
    ],
    { title: id },
  );
  if (auth === undefined) return undefined;
  const spoken = await vscode.window.showQuickPick(customApis(), {
    title: t('How does {0} want to be spoken to?', id),
  });
  return spoken && { id, name: id, baseUrl, auth: auth.auth, api: spoken.api, preset: undefined };
}

async function askAddress(name: string, value: string, prompt?: string): Promise<string | undefined> {
  const { t } = vscode.l10n;
  return vscode.window.showInputBox({
    title: t('Address of {0}', name),
    prompt: prompt ?? t("The base URL, as the vendor's own client takes it; it usually ends in /v1."),
    value,
    ignoreFocusOut: true,
    validateInput: (url) => {
      if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) return t('This is no http or https address.');
      if (url.includes('YOUR-')) return t('The name of your own is still missing.');
      return undefined;
    },
  });
}

async function askKey({ name, preset, baseUrl }: Picked, origin: string): Promise<string | undefined> {
  const { t } = vscode.l10n;
  if (!mayCarryKey(new URL(baseUrl))) {
    void vscode.window.showErrorMessage(t('A key is not sent unencrypted to {0}. Use an https address.', origin));
    return undefined;
  }
  const key = await vscode.window.showInputBox({
    title: t('API key for {0}', name),
    prompt:
      preset?.keysUrl === undefined
        ? t('It is kept in the secret storage and sent to {0} only.', origin)
        : t('Made at {0}. It is kept in the secret storage and sent to {1} only.', preset.keysUrl, origin),
    password: true,
    ignoreFocusOut: true,
    validateInput: (value) =>
      /[^\x21-\x7e]/.test(value.trim())
        ? t('A key has no spaces or special characters: was something else pasted?')
        : undefined,
  });
  return key?.trim() || undefined;
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

async function askHeaderSecrets(engine: Engine, provider: ProviderSetup, origin: string): Promise<void> {
  for (const name of secretNames(provider.headers)) {
    const value = await vscode.window.showInputBox({
      title: vscode.l10n.t('The secret {0} of {1}', name, provider.name),
      password: true,
      ignoreFocusOut: true,
    });
    if (value) await engine.keys.storeSecret(name, provider.id, origin, value.trim());
  }
}

async function checkAndOfferModels(engine: Engine, provider: ProviderSetup, picked: Picked): Promise<void> {
  const { t } = vscode.l10n;
  // Without default models of its own there is nothing to ask yet.
  if (Object.keys(provider.defaults).length === 0) return chooseModelsOf(engine, provider);
  const fault = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: t('Asking {0} for its models…', provider.name) },
    () =>
      engine.listModels(provider, AbortSignal.timeout(CHECK_MS)).then(
        () => undefined,
        (error: unknown) => error,
      ),
  );
  if (fault === undefined) {
    const choose = t('Choose Its Models');
    const choice = await vscode.window.showInformationMessage(t('{0} is ready.', provider.name), choose);
    if (choice === choose) await chooseModelsOf(engine, provider);
    return;
  }
  const reason = plainText(SwitchyardError.is(fault) ? fault.message : String(fault));
  const again = SwitchyardError.is(fault, 'auth') ? t('Enter Key Again') : t('Try Again');
  const choice = await vscode.window.showWarningMessage(
    t('{0} is set up, but does not answer: {1}', provider.name, reason),
    again,
  );
  if (choice === again) await addProvider(engine, picked.id);
}

function asSetup({ id, name, baseUrl, auth, api, preset }: Picked): ProviderSetup {
  const { hostname } = new URL(baseUrl);
  return {
    id,
    name,
    api,
    baseUrl,
    auth,
    headers: {},
    timeouts: {},
    loopback: isLoopback(hostname),
    quirks: preset?.quirks ?? {},
    ready: true,
    defaults: {},
  };
}
