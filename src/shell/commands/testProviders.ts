import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { SwitchyardError } from '../../core/chat/errors.ts';
import { type Probe, type ProbeResult, runProbes } from '../../core/probes/probes.ts';
import { routeChat } from '../../core/routing/routeChat.ts';
import type { ProviderSetup } from '../../core/routing/setup.ts';
import type { Engine } from '../engine.ts';
import { money } from '../money.ts';
import { pickOne } from '../picks.ts';
import { showProgress } from '../tell.ts';
import { tellNoProvider } from './tellNoProvider.ts';

const LIST_MS = 10_000;

/** What is known of a provider after its test; every line is a check with its outcome. */
interface Verdict {
  readonly provider: ProviderSetup;
  readonly ok: boolean;
  /** The model that was asked. */
  readonly model?: string;
  readonly checks: readonly string[];
}

/**
 * Tests every provider at once: its key and its list of models, then one model's short streamed answer and, where it
 * claims them, a tool call, a JSON answer and letters that are not English. Shows what works and what is wrong.
 */
export async function testProviders(engine: Engine, showLog: () => void, log: vscode.LogOutputChannel): Promise<void> {
  const { t } = vscode.l10n;
  const providers = [...engine.setup.providers.values()];
  if (providers.length === 0) return tellNoProvider();
  const verdicts = await showProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: t('Testing {0} providers with a few short questions each…', providers.length),
      cancellable: true,
    },
    (_, token) => {
      const controller = new AbortController();
      token.onCancellationRequested(() => controller.abort());
      return Promise.all(providers.map((provider) => testProvider(engine, provider, controller.signal)));
    },
  );
  for (const { provider, model = provider.id, checks } of verdicts) log.info(`test ${model}: ${checks.join(', ')}`);
  const items = verdicts.map(({ provider, ok, model, checks }) => ({
    icon: ok ? 'pass' : 'error',
    label: provider.name,
    ...(model === undefined ? {} : { description: model }),
    detail: checks.join(' · '),
    provider,
    ok,
  }));
  const pick = await pickOne(items, {
    title: t('{0} of {1} providers pass', verdicts.filter((verdict) => verdict.ok).length, verdicts.length),
    placeHolder: t('Pick one to change its key'),
    ignoreFocusOut: true,
  });
  if (pick === undefined) return;
  if (pick.ok) showLog();
  else await vscode.commands.executeCommand('switchyard.addProvider', pick.provider.id);
}

async function testProvider(engine: Engine, provider: ProviderSetup, signal: AbortSignal): Promise<Verdict> {
  const { t } = vscode.l10n;
  if (!provider.ready) {
    const missing = t('No API key is kept for {0}.', new URL(provider.baseUrl).origin);
    return { provider, ok: false, checks: [missing] };
  }
  const listing = checkListing(engine, provider, signal);
  const model = [...engine.setup.models.values()].find((candidate) => candidate.provider === provider.id);
  if (model === undefined) {
    return { provider, ok: false, checks: [(await listing).words, t('No model of it is configured.')] };
  }
  const ask = (request: Parameters<typeof routeChat>[0]) => routeChat(request, engine.setup, engine.tools, signal);
  const [listed, results] = await Promise.all([listing, runProbes(model, randomUUID, ask)]);
  return {
    provider,
    ok: listed.ok && results.every((result) => result.ok),
    model: model.id,
    checks: checkWords(listed, results),
  };
}

/** Every check; what failed comes first, because a row shows only as much as it has room for. */
function checkWords(listed: Listed, results: readonly ProbeResult[]): string[] {
  const { t } = vscode.l10n;
  const failed = results.flatMap((result) =>
    result.ok ? [] : [t('{0} failed: {1}', probeName(result.id), result.fault)],
  );
  const works = results.filter(({ id, ok }) => ok && id !== 'answer').map(({ id }) => probeName(id));
  return [
    ...(listed.ok ? [] : [listed.words]),
    ...failed,
    ...(listed.ok ? [listed.words] : []),
    ...results.flatMap((result) => (result.ok && result.id === 'answer' ? [answerWords(result)] : [])),
    ...(works.length === 0 ? [] : [t('works: {0}', works.join(', '))]),
  ];
}

/** How a list of models went. */
interface Listed {
  readonly ok: boolean;
  readonly words: string;
}

async function checkListing(engine: Engine, provider: ProviderSetup, signal: AbortSignal): Promise<Listed> {
  const { t } = vscode.l10n;
  try {
    const models = await engine.listModels(provider, AbortSignal.any([signal, AbortSignal.timeout(LIST_MS)]));
    return { ok: true, words: models.length === 1 ? t('lists 1 model') : t('lists {0} models', models.length) };
  } catch (error) {
    if (!SwitchyardError.is(error)) throw error;
    // Many a server answers questions and lists nothing.
    const harmless = error.kind === 'modelNotFound' || error.kind === 'badRequest' || error.status === 405;
    return { ok: harmless, words: t('its list of models: {0}', error.message) };
  }
}

function answerWords({ totalMs, costUsd, streamed }: Extract<ProbeResult, { ok: true }>): string {
  const { t } = vscode.l10n;
  const cost = costUsd === null ? t('price unknown') : money({ usd: costUsd, unknown: 0 });
  const words = t('answered in {0} ms, {1}', Math.round(totalMs), cost);
  return streamed ? words : `${words}, ${t('in one piece')}`;
}

function probeName(id: Probe['id']): string {
  const { t } = vscode.l10n;
  switch (id) {
    case 'answer':
      return t('answer');
    case 'toolCall':
      return t('tool call');
    case 'json':
      return 'JSON';
    case 'languages':
      return t('other languages');
  }
}
