import type { AccountLine } from '../../core/accounting/drift.ts';
import type { Preset } from '../../core/models/preset.ts';

/** Whose account can be asked, and how. */
export type BillSource = NonNullable<Preset['bill']>;

/** What a vendor says was spent. */
export interface Bill {
  readonly lines: readonly AccountLine[];
  /** The answers' ids that the vendor accounts for; absent where it accounts for whole days. */
  readonly responseIds?: readonly string[];
}

/** Vendors that account for days do so to holders of an admin key, which is kept under this name. */
export const ADMIN_KEY = 'admin-key';
