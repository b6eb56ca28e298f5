import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { ChatRequest } from '../../core/chat/chatRequest.ts';
import { routeChat } from '../../core/routing/routeChat.ts';
import type { ProviderSetup } from '../../core/routing/setup.ts';
import type { Engine } from '../engine.ts';
import { money } from '../money.ts';

/** The question that is asked of each: for models, not for people. */
const PROBE = 'Reply with the single word OK.';

/** Asks one small question of one model of every provider, all at once, and shows who answers or what is wrong. */
export async function testProviders(engine: Engine, showLog: () => void, log: vscode.LogOutputChannel): Promise<void> {
  const { t } = vscode.l10n;
  const providers = [...engine.setup.providers.values()];
  if (providers.length === 0) {
    const add = t('Add Provider');
    const choice = await vscode.window.showInformationMessage(t('No provider is set up yet.'), add);
    if (choice === add) await vscode.commands.executeCommand('switchyard.addProvider');
    return;
  }
  const results = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: t('Testing {0} providers with one short question each…', providers.length),
      cancellable: true,
    },
    (_, token) => {
      const controller = new AbortController();
      token.onCancellationRequested(() => controller.abort());
      return Promise.all(providers.map((provider) => testProvider(engine, provider, controller.signal)));
    },
  );
  for (const { provider, words } of results) log.info(`test ${provider.id}: ${words}`);
  const items = results.map(({ provider, ok, words }) => ({
    label: `${ok ? '$(pass)' : '$(error)'} ${provider.name}`,
    detail: words,
    provider,
    ok,
  }));
  const pick = await vscode.window.showQuickPick(items, {
    title: t('{0} of {1} providers answer', results.filter((result) => result.ok).length, results.length),
    placeHolder: t('Pick one to change its key'),
    ignoreFocusOut: true,
  });
  if (pick === undefined) return;
  if (pick.ok) showLog();
  else await vscode.commands.executeCommand('switchyard.addProvider', pick.provider.id);
}

async function testProvider(engine: Engine, provider: ProviderSetup, signal: AbortSignal) {
  const { t } = vscode.l10n;
  const model = [...engine.setup.models.values()].find((candidate) => candidate.provider === provider.id);
  if (!provider.ready)
    return { provider, ok: false, words: t('No API key is kept for {0}.', new URL(provider.baseUrl).origin) };
  if (model === undefined) return { provider, ok: false, words: t('No model of it is configured.') };
  const request: ChatRequest = {
    id: randomUUID(),
    source: 'test',
    prompt: PROBE,
    context: {},
    history: [],
    system: '',
    task: 'chat',
    model: model.id,
    // Enough for one word; a model that thinks first needs room for that.
    maxOutputTokens: model.reasoning ? 512 : 16,
    retractable: true,
  };
  let words = t('No answer.');
  let ok = false;
  for await (const event of routeChat(request, engine.setup, engine.tools, signal)) {
    if (event.type === 'done') {
      ok = true;
      const cost = event.costUsd === null ? t('price unknown') : money({ usd: event.costUsd, unknown: 0 });
      words = t('{0} answered in {1} ms, {2}', model.id, Math.round(event.latency.totalMs), cost);
    } else if (event.type === 'error') words = `${model.id}: ${event.error.message}`;
  }
  return { provider, ok, words };
}
