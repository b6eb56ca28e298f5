import * as vscode from 'vscode';
import { type AccountLine, type DriftRow, driftRows } from '../../core/accounting/drift.ts';
import { usdFromNano } from '../../core/accounting/price.ts';
import { SwitchyardError } from '../../core/chat/errors.ts';
import type { ProviderSetup } from '../../core/routing/setup.ts';
import { ADMIN_KEY, type Bill, type BillSource } from '../../providers/bills/bill.ts';
import { needsAdminKey, readBill } from '../../providers/bills/readBill.ts';
import { presetFor } from '../../providers/presets.ts';
import type { BilledRow } from '../../storage/ledgerStore.ts';
import type { Engine } from '../engine.ts';
import { plainText } from '../plainText.ts';
import type { Reports } from '../reports.ts';

const DAY_MS = 86_400_000;
const PERIODS = [1, 7, 30];

/** A provider whose vendor can be asked what was spent. */
interface Target {
  readonly provider: ProviderSetup;
  readonly source: BillSource;
}

/** Compares a vendor's own account of what was spent with the ledger, and shows the drift of each model. */
export async function checkBill(engine: Engine, reports: Reports): Promise<void> {
  const target = await pickProvider(engine);
  if (target === undefined) return;
  const { provider, source } = target;
  if (needsAdminKey(source) && !(await ensureAdminKey(engine, provider))) return;
  const days = await pickDays();
  if (days !== undefined) await showBill(engine, reports, target, days);
}

async function showBill(engine: Engine, reports: Reports, { provider, source }: Target, days: number): Promise<void> {
  const { t } = vscode.l10n;
  const today = Math.floor(Date.now() / DAY_MS) * DAY_MS;
  const since = today - (days - 1) * DAY_MS;
  const rows = engine.ledger.billedSince(provider.id, since);
  const responseIds = rows.flatMap(({ responseId }) => (responseId === null ? [] : [responseId]));
  try {
    const bill = await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: t('Asking {0} what was spent…', provider.name),
        cancellable: true,
      },
      (_, token) => {
        const controller = new AbortController();
        token.onCancellationRequested(() => controller.abort());
        return readBill(source, provider, engine.keys, { since, responseIds }, controller.signal);
      },
    );
    await reports.show(t('Bill of {0}', provider.name), billWords(provider, rows, bill, since));
  } catch (error) {
    if (!SwitchyardError.is(error)) throw error;
    if (error.kind === 'cancelled') return;
    const again = await explain(engine, { provider, source }, error);
    if (again) await showBill(engine, reports, { provider, source }, days);
  }
}

async function pickProvider(engine: Engine): Promise<Target | undefined> {
  const { t } = vscode.l10n;
  const items = [...engine.setup.providers.values()].flatMap((provider) => {
    const source = presetFor(provider.id)?.bill;
    return source === undefined ? [] : [{ label: provider.name, provider, source }];
  });
  if (items.length === 0) {
    void vscode.window.showInformationMessage(
      t('None of your providers tells what was spent. OpenRouter, OpenAI and Anthropic do.'),
    );
    return undefined;
  }
  if (items.length === 1) return items[0];
  return vscode.window.showQuickPick(items, { title: t('Check the Bill'), placeHolder: t('Whose bill?') });
}

async function ensureAdminKey(engine: Engine, provider: ProviderSetup): Promise<boolean> {
  const { origin } = new URL(provider.baseUrl);
  if ((await engine.keys.secret(ADMIN_KEY, provider.id, origin)) !== undefined) return true;
  return askAdminKey(engine, provider);
}

async function askAdminKey(engine: Engine, provider: ProviderSetup): Promise<boolean> {
  const { t } = vscode.l10n;
  const { origin } = new URL(provider.baseUrl);
  const key = await vscode.window.showInputBox({
    title: t('Admin key for {0}', provider.name),
    prompt: t('Only an admin key may read the account. It is kept in the secret storage and sent to {0} only.', origin),
    password: true,
    ignoreFocusOut: true,
  });
  if (!key?.trim()) return false;
  await engine.keys.storeSecret(ADMIN_KEY, provider.id, origin, key.trim());
  return true;
}

async function pickDays(): Promise<number | undefined> {
  const { t } = vscode.l10n;
  const items = PERIODS.map((days) => ({
    label: days === 1 ? t('Today') : t('The last {0} days', days),
    description: t('in UTC'),
    days,
  }));
  return (await vscode.window.showQuickPick(items, { title: t('Check the Bill') }))?.days;
}

/** Says why there is no account to compare with; whether another key was entered, so that it is worth asking again. */
async function explain(engine: Engine, { provider, source }: Target, error: SwitchyardError): Promise<boolean> {
  const { t } = vscode.l10n;
  const anotherKey = t('Enter Another Admin Key');
  const actions = error.kind === 'auth' && needsAdminKey(source) ? [anotherKey] : [];
  const words = t('{0} does not show its account: {1}', provider.name, plainText(error.message));
  const choice = await vscode.window.showWarningMessage(words, ...actions);
  return choice === anotherKey && (await askAdminKey(engine, provider));
}

/** The report; answers that the vendor accounts for one by one are compared with just those of the ledger. */
function billWords(provider: ProviderSetup, rows: readonly BilledRow[], bill: Bill, since: number): string {
  const { t } = vscode.l10n;
  const { responseIds } = bill;
  const known = responseIds === undefined ? undefined : new Set(responseIds);
  const compared = rows.filter(({ responseId }) => known === undefined || known.has(responseId ?? ''));
  const ledger = compared.map(({ model, costNano }) => ({
    model: model.slice(provider.id.length + 1),
    usd: usdFromNano(costNano ?? 0),
  }));
  const unpriced = compared.filter(({ costNano }) => costNano === null).length;
  const [day = ''] = new Date(since).toISOString().split('T');
  const scope =
    known === undefined
      ? t('Everything that the organisation spent since {0} (UTC), other programs included.', day)
      : t('{0} of {1} answers since {2} (UTC): those that the vendor still knows.', known.size, rows.length, day);
  return [
    `# ${t('Bill of {0}', provider.name)}`,
    scope,
    table(driftRows(ledger, bill.lines), ledger, bill.lines),
    ...(unpriced === 0
      ? []
      : [t('{0} answers have no known price in the ledger and count as nothing here.', unpriced)]),
    t('A positive drift means that the vendor bills more than Switchyard counted.'),
  ].join('\n\n');
}

function table(rows: readonly DriftRow[], ledger: readonly AccountLine[], vendor: readonly AccountLine[]): string {
  const { t } = vscode.l10n;
  const sum = (lines: readonly AccountLine[]) => lines.reduce((total, { usd }) => total + usd, 0);
  const [ledgerUsd, vendorUsd] = [sum(ledger), sum(vendor)];
  const all = { model: t('together'), ledgerUsd, vendorUsd, drift: vendorUsd === 0 ? null : 1 - ledgerUsd / vendorUsd };
  const lines = [...rows, all].map(
    ({ model, ledgerUsd: ours, vendorUsd: theirs, drift }) =>
      `| ${model} | ${dollars(ours)} | ${dollars(theirs)} | ${drift === null ? '–' : `${(drift * 100).toFixed(1)} %`} |`,
  );
  return [
    `| ${t('Model')} | ${t('Ledger')} | ${t('Vendor')} | ${t('Drift')} |`,
    '| --- | ---: | ---: | ---: |',
    ...lines,
  ].join('\n');
}

function dollars(usd: number): string {
  return `$${usd.toFixed(6)}`;
}
