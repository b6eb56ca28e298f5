/** What one model cost by an account, in US$. */
export interface AccountLine {
  readonly model: string;
  readonly usd: number;
}

/** What one answer cost by an account, in US$. */
export interface AnswerLine {
  readonly responseId: string;
  readonly usd: number;
}

/** One model in both accounts. */
export interface DriftRow {
  readonly model: string;
  readonly ledgerUsd: number;
  readonly vendorUsd: number;
  /** What the vendor bills beyond the ledger as a share of its bill; null where it bills nothing. */
  readonly drift: number | null;
}

/**
 * The ledger beside a vendor's own account, model by model, the dearest first. A snapshot and its alias, with and without
 * a date (`gpt-6-sol-2026-08-01`), share a row unless the vendor bills them apart; it has the name the ledger came with
 * first. Snapshots of different dates are different models.
 */
export function driftRows(ledger: readonly AccountLine[], vendor: readonly AccountLine[]): DriftRow[] {
  const ours = namesIn(ledger);
  const theirs = namesIn(vendor);
  const sums = new Map<string, { model: string; ledgerUsd: number; vendorUsd: number }>();
  const at = (row: string, model: string) => {
    const sum = sums.get(row) ?? { model, ledgerUsd: 0, vendorUsd: 0 };
    sums.set(row, sum);
    return sum;
  };
  for (const { model, usd } of ledger) at(rowOfOurs(plain(model), ours, theirs), model).ledgerUsd += usd;
  for (const { model, usd } of vendor) at(rowOfTheirs(plain(model), ours, theirs), model).vendorUsd += usd;
  return [...sums.values()]
    .map((sum) => ({ ...sum, drift: sum.vendorUsd === 0 ? null : (sum.vendorUsd - sum.ledgerUsd) / sum.vendorUsd }))
    .sort((a, b) => Math.max(b.ledgerUsd, b.vendorUsd) - Math.max(a.ledgerUsd, a.vendorUsd));
}

/** A vendor's account of answers under the models that the ledger has for them: a vendor's own names differ at will. */
export function linesOfAnswers(
  answers: readonly AnswerLine[],
  ledger: readonly { readonly responseId: string | null; readonly model: string }[],
): AccountLine[] {
  const models = new Map(ledger.map(({ responseId, model }) => [responseId, model]));
  return answers.flatMap(({ responseId, usd }) => {
    const model = models.get(responseId);
    return model === undefined ? [] : [{ model, usd }];
  });
}

type Names = ReadonlySet<string>;

function namesIn(lines: readonly AccountLine[]): Names {
  return new Set(lines.map(({ model }) => plain(model)));
}

/** A name with its date, if it has one, written in the one way: `-20260801`. */
function plain(model: string): string {
  return model.replace(/-latest$/, '').replace(/[-@](20\d\d)-?(\d\d)-?(\d\d)$/, '-$1$2$3');
}

/** A day of a year, or of any: `-0613` is one, `-2507` (a month of a year) and `-1024` (a size) need not be. */
const DATE = /-(?:20\d{6}|(?!1024)(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))$/;

function aliasOf(name: string): string {
  return name.replace(DATE, '');
}

/** The row of a name in the ledger: where the vendor does not tell it, that of its alias or only snapshot there. */
function rowOfOurs(name: string, ours: Names, theirs: Names): string {
  if (theirs.has(name)) return name;
  const alias = aliasOf(name);
  if (theirs.has(alias)) return alias;
  const [snapshot, ...others] = [...theirs].filter((their) => aliasOf(their) === name);
  return snapshot !== undefined && others.length === 0 && ours.has(snapshot) ? snapshot : name;
}

/** The row of a vendor's name: that of its alias in the ledger, unless the ledger has the name or the vendor the alias. */
function rowOfTheirs(name: string, ours: Names, theirs: Names): string {
  const alias = aliasOf(name);
  return ours.has(name) || theirs.has(alias) || !ours.has(alias) ? name : alias;
}
