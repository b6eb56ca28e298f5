import { existsSync } from 'node:fs';
import * as vscode from 'vscode';
import { usdFromNano } from '../core/accounting/price.ts';
import type { Logger } from '../core/ports/logger.ts';
import type { LedgerStore, Spending } from '../storage/ledgerStore.ts';
import { localCalendar } from '../storage/localCalendar.ts';
import { openLedger } from '../storage/openLedger.ts';
import type { SpentFacts } from './money.ts';
import type { StatusDetails } from './statusBar.ts';
import { tellTroubles } from './tellTroubles.ts';

/**
 * What the ledger says of today and of this month, by the reader's own calendar, and who answered last. `now` in
 * milliseconds since 1970.
 */
export function pastOf(ledger: LedgerStore, now: number): StatusDetails {
  const { day, month } = localCalendar(now);
  return {
    today: spent(ledger.spentSince(day)),
    month: spent(ledger.spentSince(month)),
    last: ledger.lastAnswered(),
  };
}

/** The tooltip's figures before anything was asked in this window; undefined where nothing was ever asked. */
export async function readPast(storage: vscode.Uri, log: Logger): Promise<StatusDetails | undefined> {
  const file = vscode.Uri.joinPath(storage, 'ledger.db').fsPath;
  if (!existsSync(file)) return undefined;
  const { ledger } = await openLedger(file, log, tellTroubles(log));
  try {
    return pastOf(ledger, Date.now());
  } finally {
    ledger.close();
  }
}

/** Spending as it is shown. */
export function spent({ nano, unknown }: Spending): SpentFacts {
  return { usd: usdFromNano(nano), unknown };
}
