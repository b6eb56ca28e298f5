import * as vscode from 'vscode';
import type { AttemptRow } from '../../core/ports/ledger.ts';
import { fallbackShare } from '../../storage/fallbackShare.ts';
import type { Engine } from '../engine.ts';
import { warn } from '../tell.ts';

const DAY_MS = 86_400_000;
const SHARE = 0.1;
const FEWEST_REQUESTS = 10;
/** The ledger is read for this at most once in so long. */
const REST_MS = 60_000;

/**
 * Tells once a day, in one window, when more than a tenth of a model's requests of the last day fell back, with the
 * figures and the way to the routes.
 */
export function tellFallbacks({ ledger, notices, tools }: Engine): vscode.Disposable {
  const { t } = vscode.l10n;
  const lookedAt = new Map<string, number>();
  const failed = new Map<string, string>();
  const look = (model: string) => {
    const now = tools.clock.now();
    if (now - (lookedAt.get(model) ?? 0) < REST_MS) return;
    lookedAt.set(model, now);
    const { requests, fellBack } = fallbackShare(ledger.attemptsSince(now - DAY_MS), model);
    if (requests < FEWEST_REQUESTS || fellBack <= SHARE * requests) return;
    if (!notices.tellOnce(`fallbacks ${model}`, DAY_MS, now)) return;
    const open = t('Open Routing Settings');
    const words = t(
      '{0} of {1} requests to {2} fell back to another model in the last day. Another order of your routes would save the wait.',
      fellBack,
      requests,
      model,
    );
    void warn(words, open).then((chosen) => {
      if (chosen === open) void vscode.commands.executeCommand('switchyard.openRoutingSettings');
    });
  };
  const see = ({ requestId, model, outcome }: AttemptRow) => {
    const before = failed.get(requestId);
    failed.delete(requestId);
    if (outcome !== 'ok' && outcome !== 'cancelled') failed.set(requestId, model);
    // Not now: the request that wrote the row still waits for its end.
    if (before !== undefined && before !== model) setTimeout(look, 0, before);
    if (failed.size > 100) failed.clear();
  };
  return { dispose: ledger.onChange(see) };
}
