import type { AccountLine, AnswerLine } from '../../core/accounting/drift.ts';
import type { Preset } from '../../core/models/preset.ts';

/** Whose account can be asked, and how. */
export type BillSource = NonNullable<Preset['bill']>;

/** What a vendor says was spent: model by model of whole days, or answer by answer. */
export type Bill =
  | { readonly of: 'days'; readonly lines: readonly AccountLine[] }
  | {
      readonly of: 'answers';
      readonly lines: readonly AnswerLine[];
      /** How many answers more it knows without telling what they cost. */
      readonly untold: number;
      readonly balances: readonly Balance[];
    };

/** What a vendor says of a whole key or account, in US$, other programs included. Days, weeks and months are UTC's. */
export interface Balance {
  readonly of: 'key' | 'account';
  readonly usedUsd: number;
  /** Null where there is no limit. */
  readonly leftUsd: number | null;
  readonly recently?: { readonly todayUsd: number; readonly weekUsd: number; readonly monthUsd: number };
}

/** Vendors that account for days do so to holders of an admin key, which is kept under this name. */
export const ADMIN_KEY = 'admin-key';

/** What is asked of a vendor's account. */
export interface BillQuestion {
  /** The start of a UTC day in milliseconds since 1970: vendors account for whole days. */
  readonly since: number;
  /** The ids of the ledger's answers, newest first. */
  readonly responseIds: readonly string[];
}

/** Asks one address of the vendor's and returns its JSON. */
export type Ask = (path: string) => Promise<unknown>;
