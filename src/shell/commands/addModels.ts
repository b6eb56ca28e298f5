import * as vscode from 'vscode';
import { SwitchyardError } from '../../core/chat/errors.ts';
import type { CatalogEntry } from '../../core/models/catalog.ts';
import { CAPABILITIES, type Capability } from '../../core/models/model.ts';
import type { ProviderSetup } from '../../core/routing/setup.ts';
import type { ListedModel } from '../../providers/catalog/listedModel.ts';
import type { Engine } from '../engine.ts';
import { askText, pickMany, pickOne } from '../picks.ts';
import { plainText } from '../plainText.ts';
import { priceWords } from '../priceWords.ts';
import { providerRow } from '../providerRow.ts';
import { showProgress, warn } from '../tell.ts';

const LIST_MS = 15_000;

/** Picks a provider, shows the models it lists with price, window and abilities, and configures those that are ticked. */
export async function addModels(engine: Engine): Promise<void> {
  const { t } = vscode.l10n;
  const items = [...engine.setup.providers.values()]
    .filter(({ ready }) => ready)
    .map((provider) => ({ ...providerRow(provider), provider }));
  if (items.length === 0) return void (await vscode.commands.executeCommand('switchyard.addProvider'));
  const pick = await pickOne(items, {
    title: t('Add Models'),
    placeHolder: t('Whose models?'),
    matchOnDescription: true,
  });
  if (pick !== undefined) await chooseModelsOf(engine, pick.provider);
}

/** The same for one provider; says what is wrong where it lists nothing, and lets the names be typed. */
export async function chooseModelsOf(engine: Engine, provider: ProviderSetup): Promise<void> {
  const { t } = vscode.l10n;
  // Azure lists what could be deployed, not what is.
  if (provider.quirks.azure) return typeNames(provider);
  const found = await showProgress(
    { location: vscode.ProgressLocation.Notification, title: t('Asking {0} for its models…', provider.name) },
    () => engine.listModels(provider, AbortSignal.timeout(LIST_MS)).catch((error: unknown) => error),
  );
  if (Array.isArray(found) && found.length > 0) return tickModels(engine, provider, found as ListedModel[]);
  const words = Array.isArray(found)
    ? t('{0} answers, but lists no models yet.', provider.name)
    : t(
        '{0} does not list its models: {1}',
        provider.name,
        plainText(SwitchyardError.is(found) ? found.message : String(found)),
      );
  const type = t('Type Their Names');
  const again = t('Enter Key Again');
  const ways = SwitchyardError.is(found, 'auth') ? [again, type] : [type];
  const choice = await warn(words, ...ways);
  if (choice === type) await typeNames(provider);
  else if (choice === again) await vscode.commands.executeCommand('switchyard.addProvider', provider.id);
}

async function tickModels(engine: Engine, provider: ProviderSetup, found: readonly ListedModel[]): Promise<void> {
  const { t } = vscode.l10n;
  const configured = ownModels();
  const items = found.map((model) => {
    const id = `${provider.id}/${model.name}`;
    const entry = engine.describe(provider, model.name);
    return {
      label: model.name,
      description: remarksOf(model, entry, Object.values(provider.defaults).includes(id)).join(' · '),
      detail: factsOf(entry).join(' · '),
      picked: found.length === 1 || id in configured,
    };
  });
  const picks = await pickMany(items, {
    title: t('{0}: Choose Models', provider.name),
    placeHolder: t('Type to search, tick the models you want to use'),
    matchOnDescription: true,
    matchOnDetail: true,
    ignoreFocusOut: true,
  });
  if (picks === undefined) return;
  const ticked = new Set(picks.map(({ label }) => label));
  const unticked = found.filter(({ name }) => !ticked.has(name)).map(({ name }) => name);
  await configure(provider, [...ticked], unticked);
}

async function typeNames(provider: ProviderSetup): Promise<void> {
  const { t } = vscode.l10n;
  const names = await askText({
    title: t('{0}: Choose Models', provider.name),
    prompt: provider.quirks.azure
      ? t('The names of your deployments, separated by commas.')
      : t('Their names as the provider wants them, separated by commas.'),
    ignoreFocusOut: true,
  });
  const list = (names ?? '').split(',').map((name) => name.trim());
  await configure(
    provider,
    list.filter((name) => name !== ''),
    [],
  );
}

/** An entry with settings of its own is not thrown away because it was not ticked. */
async function configure(provider: ProviderSetup, added: readonly string[], removed: readonly string[]): Promise<void> {
  const models = { ...ownModels() };
  for (const name of added) models[`${provider.id}/${name}`] ??= {};
  for (const name of removed) {
    const id = `${provider.id}/${name}`;
    if (Object.keys(Object(models[id])).length === 0) delete models[id];
  }
  await vscode.workspace.getConfiguration('switchyard').update('models', models, vscode.ConfigurationTarget.Global);
}

function ownModels(): Record<string, unknown> {
  return vscode.workspace.getConfiguration('switchyard').inspect<Record<string, unknown>>('models')?.globalValue ?? {};
}

/** What stands beside the name: the one people read, whether it is in use unticked, and when it ends. */
function remarksOf({ name, label }: ListedModel, { deprecated }: CatalogEntry, isDefault: boolean): string[] {
  return [
    ...(label === undefined || label === name ? [] : [label]),
    ...(isDefault ? [vscode.l10n.t('in use by default')] : []),
    ...(deprecated === undefined ? [] : [`⚠ ${deprecated}`]),
  ];
}

/** Price, window and abilities of a model, as far as they are known and a row has room for them. */
function factsOf({ price, contextWindow, capabilities }: CatalogEntry): string[] {
  return [
    priceWords(price),
    ...(contextWindow === undefined ? [] : [vscode.l10n.t('{0} tokens', SHORT.format(contextWindow))]),
    ...CAPABILITIES.filter((ability) => capabilities?.includes(ability)).map(abilityName),
  ];
}

/** `128K`, `1.05M` */
const SHORT = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 });

function abilityName(ability: Capability): string {
  const { t } = vscode.l10n;
  switch (ability) {
    case 'tools':
      return t('tools');
    case 'json':
      return 'JSON';
    case 'vision':
      return t('pictures');
    case 'reasoning':
      return t('reasoning');
    case 'prefill':
      return t('prefill');
    case 'cache':
      return t('prompt cache');
  }
}
