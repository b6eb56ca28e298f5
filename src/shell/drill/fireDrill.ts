import * as vscode from 'vscode';
import type { Setup } from '../../core/routing/setup.ts';
import { tellNoProvider } from '../commands/tellNoProvider.ts';
import type { Engine } from '../engine.ts';
import { pickOne } from '../picks.ts';
import { providerRow } from '../providerRow.ts';
import type { Reports } from '../reports.ts';
import { inform, showProgress } from '../tell.ts';
import { drillReport } from './drillReport.ts';
import { runDrill } from './runDrill.ts';

const MINUTES = [1, 5, 15] as const;

/** Takes a provider or a model of the reader's choice down for some minutes and reports what every task got instead. */
export async function fireDrill(engine: Engine, reports: Reports): Promise<void> {
  const { t } = vscode.l10n;
  if (engine.setup.providers.size === 0) return tellNoProvider();
  if (engine.drill.down !== undefined) {
    void inform(t('A fire drill is on already: end it in its notification.'));
    return;
  }
  const target = await pickTarget(engine.setup);
  if (target === undefined) return;
  const minutes = await pickMinutes(target);
  if (minutes === undefined) return;
  const outcome = await showProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: t('Fire drill: {0} is down for {1} min in this window (Cancel ends it)', target, minutes),
      cancellable: true,
    },
    (progress, token) => {
      const controller = new AbortController();
      token.onCancellationRequested(() => controller.abort());
      return runDrill(engine, target, minutes * 60_000, {
        signal: controller.signal,
        onTask: (task) => progress.report({ message: t('asking a small question of the task {0}', task) }),
        onWait: () => progress.report({ message: t('your own questions are watched') }),
      });
    },
  );
  await reports.show(t('Fire drill'), drillReport(outcome));
}

/** What can go down: every provider that is ready, by its id beside a name of its own, and every model of theirs. */
export function drillTargets({ providers, models }: Setup) {
  const { t } = vscode.l10n;
  const ready = [...providers.values()].filter(({ ready: usable }) => usable);
  return [
    { label: t('Providers'), kind: vscode.QuickPickItemKind.Separator, target: '' },
    ...ready.map((provider) => ({ ...providerRow(provider), target: provider.id })),
    { label: t('Models'), kind: vscode.QuickPickItemKind.Separator, target: '' },
    ...[...models.values()]
      .filter(({ provider }) => ready.some(({ id }) => id === provider))
      .map(({ id }) => ({ label: id, target: id })),
  ];
}

async function pickTarget(setup: Setup): Promise<string | undefined> {
  const { t } = vscode.l10n;
  const picked = await pickOne(drillTargets(setup), {
    title: t('Fire drill: what goes down?'),
    placeHolder: t('Calls to it fail in this window, as in an outage'),
  });
  return picked?.target;
}

async function pickMinutes(target: string): Promise<number | undefined> {
  const { t } = vscode.l10n;
  const picked = await pickOne(
    MINUTES.map((minutes) => ({ label: minutes === 1 ? t('1 minute') : t('{0} minutes', minutes), minutes })),
    {
      title: t('For how long is {0} down?', target),
      placeHolder: t('Each task that goes there is asked one small question; your own questions are watched'),
    },
  );
  return picked?.minutes;
}
