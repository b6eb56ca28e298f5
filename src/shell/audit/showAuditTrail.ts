import * as vscode from 'vscode';
import type { AuditRecord, AuditStore } from '../../storage/audit/auditStore.ts';
import type { Reports } from '../reports.ts';
import { outcomeWords, recordWords, usd } from './auditWords.ts';
import { exportAuditTrail } from './exportAuditTrail.ts';

/** So many are listed at a time; the rest is one line away. */
const PAGE = 300;

type Item = vscode.QuickPickItem & { readonly record?: AuditRecord; readonly older?: number };

/** Lists what was decided about earlier requests, the newest first, to be searched and opened; of one model where it is named. */
export async function showAuditTrail(audit: AuditStore, reports: Reports, model?: string): Promise<void> {
  const { t } = vscode.l10n;
  const pick = vscode.window.createQuickPick<Item>();
  pick.title = model === undefined ? t('Audit Trail') : t('Audit Trail of {0}', model);
  pick.placeholder = t('Search by model, task, outcome or reason');
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  pick.buttons = [{ iconPath: new vscode.ThemeIcon('export'), tooltip: t('Export Audit Trail…') }];
  pick.items = page(audit, model);
  if (pick.items.length === 0) pick.placeholder = t('Nothing is kept yet.');
  const chosen = await new Promise<AuditRecord | 'export' | undefined>((resolve) => {
    pick.onDidTriggerButton(() => resolve('export'));
    pick.onDidHide(() => resolve(undefined));
    pick.onDidAccept(() => {
      const [item] = pick.selectedItems;
      if (item?.older === undefined) return resolve(item?.record);
      const shown = pick.items.filter(({ older }) => older === undefined);
      pick.items = [...shown, ...page(audit, model, item.older)];
      pick.activeItems = pick.items.slice(shown.length, shown.length + 1);
    });
    pick.show();
  });
  pick.dispose();
  if (chosen === 'export') await exportAuditTrail(audit);
  else if (chosen !== undefined) await reports.show(`Request ${chosen.requestId.slice(0, 8)}`, recordWords(chosen));
}

function page(audit: AuditStore, model: string | undefined, before?: number): Item[] {
  const records = audit.list({
    limit: PAGE,
    ...(model === undefined ? {} : { model }),
    ...(before === undefined ? {} : { before }),
  });
  const last = records.at(-1);
  const items = records.map(itemOf);
  if (last === undefined || records.length < PAGE) return items;
  return [
    ...items,
    { label: `$(chevron-down) ${vscode.l10n.t('Older Requests…')}`, older: last.number, alwaysShow: true },
  ];
}

function itemOf(record: AuditRecord): Item {
  const { decision, end, at, attempts } = record;
  const model = end?.model ?? attempts.at(-1)?.model ?? decision.targets[0]?.model ?? vscode.l10n.t('nobody');
  const facts = [
    new Date(at).toLocaleString(),
    outcomeWords(record),
    ...(end === null ? [] : [usd(end.costUsd), `${Math.round(end.totalMs)} ms`]),
  ];
  return {
    label: `$(${ICONS[end?.outcome ?? 'left']}) ${decision.task} → ${model}`,
    description: facts.join(' · '),
    detail: decision.reasons.join('; '),
    record,
  };
}

const ICONS = { answered: 'check', failed: 'error', stopped: 'debug-stop', left: 'circle-slash' } as const;
