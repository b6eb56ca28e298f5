import * as vscode from 'vscode';
import { vendorOf } from '../../config/vendorOf.ts';
import { type AccountLine, type DriftRow, driftRows, linesOfAnswers } from '../../core/accounting/drift.ts';
import { usdFromNano } from '../../core/accounting/price.ts';
import { SwitchyardError } from '../../core/chat/errors.ts';
import type { ProviderSetup } from '../../core/routing/setup.ts';
import { ADMIN_KEY, type Balance, type Bill, type BillSource } from '../../providers/bills/bill.ts';
import { needsAdminKey, readBill } from '../../providers/bills/readBill.ts';
import { PRESETS } from '../../providers/presets.ts';
import { keyOrigin } from '../../providers/transport/keyOrigin.ts';
import type { BilledRow } from '../../storage/ledgerStore.ts';
import type { Engine } from '../engine.ts';
import { askText, pickOne } from '../picks.ts';
import { plainText } from '../plainText.ts';
import type { Reports } from '../reports.ts';
import { inform, showProgress, warn } from '../tell.ts';

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
    const bill = await showProgress(
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
    const source = vendorOf(provider, PRESETS)?.bill;
    return source === undefined ? [] : [{ label: provider.name, provider, source }];
  });
  if (items.length === 0) {
    void inform(t('None of your providers tells what was spent. OpenRouter, OpenAI and Anthropic do.'));
    return undefined;
  }
  if (items.length === 1) return items[0];
  return pickOne(items, { title: t('Check the Bill'), placeHolder: t('Whose bill?') });
}

async function ensureAdminKey(engine: Engine, provider: ProviderSetup): Promise<boolean> {
  const origin = safeOrigin(provider);
  if (origin === undefined) return false;
  if ((await engine.keys.secret(ADMIN_KEY, provider.id, origin)) !== undefined) return true;
  return askAdminKey(engine, provider);
}

/** Where a key may be sent; undefined, and said, where it would travel unencrypted. */
function safeOrigin(provider: ProviderSetup): string | undefined {
  try {
    return keyOrigin(provider.baseUrl);
  } catch (error) {
    if (!SwitchyardError.is(error)) throw error;
    void warn(noAccount(provider, error));
    return undefined;
  }
}

async function askAdminKey(engine: Engine, provider: ProviderSetup): Promise<boolean> {
  const { t } = vscode.l10n;
  const origin = safeOrigin(provider);
  if (origin === undefined) return false;
  const key = await askText({
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
  return (await pickOne(items, { title: t('Check the Bill') }))?.days;
}

/** Says why there is no account to compare with; whether another key was entered, so that it is worth asking again. */
async function explain(engine: Engine, { provider, source }: Target, error: SwitchyardError): Promise<boolean> {
  const { t } = vscode.l10n;
  const anotherKey = t('Enter Another Admin Key');
  const actions = error.kind === 'auth' && needsAdminKey(source) ? [anotherKey] : [];
  const choice = await warn(noAccount(provider, error), ...actions);
  return choice === anotherKey && (await askAdminKey(engine, provider));
}

function noAccount(provider: ProviderSetup, { message }: SwitchyardError): string {
  return vscode.l10n.t('{0} does not show its account: {1}', provider.name, plainText(message));
}

/** The report; answers that the vendor accounts for one by one are compared with just those of the ledger. */
function billWords(provider: ProviderSetup, all: readonly BilledRow[], bill: Bill, since: number): string {
  const { t } = vscode.l10n;
  const rows = all.map((row) => ({ ...row, model: row.model.slice(provider.id.length + 1) }));
  const known = bill.of === 'answers' ? new Set(bill.lines.map(({ responseId }) => responseId)) : undefined;
  const compared = rows.filter(({ responseId }) => known === undefined || known.has(responseId ?? ''));
  const ledger = accountOf(compared);
  const vendor = bill.of === 'answers' ? linesOfAnswers(bill.lines, rows) : bill.lines;
  const untold = bill.of === 'answers' ? bill.untold : 0;
  const unpriced = compared.filter(({ costNano }) => costNano === null).length;
  const [day = ''] = new Date(since).toISOString().split('T');
  const scope =
    known === undefined
      ? t('Everything that the organisation spent since {0} (UTC), other programs included.', day)
      : t('{0} of {1} answers since {2} (UTC): those that the vendor still knows.', known.size, rows.length, day);
  const balances = bill.of === 'answers' ? bill.balances : [];
  return [
    `# ${t('Bill of {0}', provider.name)}`,
    scope,
    table(driftRows(ledger, vendor), ledger, vendor),
    ...(unpriced === 0
      ? []
      : [t('{0} answers have no known price in the ledger and count as nothing here.', unpriced)]),
    ...(untold === 0
      ? []
      : [
          t(
            '{0} answers went through your own key for the vendor behind {1}, whose share is not told: they are left out.',
            untold,
            provider.name,
          ),
        ]),
    t('A positive drift means that the vendor bills more than Switchyard counted.'),
    ...(balances.length === 0 ? [] : [balanceWords(provider, balances, day, sumOf(accountOf(rows)))]),
  ].join('\n\n');
}

function accountOf(rows: readonly BilledRow[]): AccountLine[] {
  return rows.map(({ model, costNano }) => ({ model, usd: usdFromNano(costNano ?? 0) }));
}

function sumOf(lines: readonly AccountLine[]): number {
  return lines.reduce((total, { usd }) => total + usd, 0);
}

/** What the vendor says of the key and the account, and beside it what the ledger has, as a list. */
function balanceWords(provider: ProviderSetup, balances: readonly Balance[], day: string, ledgerUsd: number): string {
  const { t } = vscode.l10n;
  const lines = balances.map(({ of, usedUsd, leftUsd, recently }) => {
    const whose = of === 'key' ? t('The key') : t('The account');
    const used = t('{0}: {1} used in all', whose, dollars(usedUsd));
    const left = leftUsd === null ? t('no limit') : t('{0} left', dollars(leftUsd));
    if (recently === undefined) return `${used}, ${left}`;
    const { todayUsd, weekUsd, monthUsd } = recently;
    const spans = [dollars(todayUsd), dollars(weekUsd), dollars(monthUsd)];
    return `${used}, ${left}; ${t('{0} today, {1} this week, {2} this month (UTC)', ...spans)}`;
  });
  const title = t('What {0} says was used, other programs included, beside the ledger:', provider.name);
  const ours = t('The ledger: {0} since {1} (UTC)', dollars(ledgerUsd), day);
  return [title, '', ...[...lines, ours].map((line) => `- ${line}`)].join('\n');
}

function table(rows: readonly DriftRow[], ledger: readonly AccountLine[], vendor: readonly AccountLine[]): string {
  const { t } = vscode.l10n;
  const [ledgerUsd, vendorUsd] = [sumOf(ledger), sumOf(vendor)];
  const all = { model: t('together'), ledgerUsd, vendorUsd, drift: vendorUsd === 0 ? null : 1 - ledgerUsd / vendorUsd };
  const cells = [...rows, all].map(({ model, ledgerUsd: ours, vendorUsd: theirs, drift }) => [
    model,
    dollars(ours),
    dollars(theirs),
    drift === null ? '–' : `${(drift * 100).toFixed(1)} %`,
  ]);
  return aligned([[t('Model'), t('Ledger'), t('Vendor'), t('Drift')], ...cells]);
}

/** A table in Markdown, its first row the heading, that is also one to the eye before it is rendered. */
function aligned(cells: readonly string[][]): string {
  const widths = (cells[0] ?? []).map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) => `| ${row.join(' | ')} |`;
  const [heading = '', ...rows] = cells.map((row) =>
    line(row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))),
  );
  const rule = widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  return [heading, line(rule), ...rows].join('\n');
}

function dollars(usd: number): string {
  return `$${usd.toFixed(6)}`;
}
