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
 * The ledger beside a vendor's own account, model by model, the dearest first. Vendors bill under the dated name of a
 * model (`gpt-6-sol-2026-08-01`) that was asked for without its date.
 */
export function driftRows(ledger: readonly AccountLine[], vendor: readonly AccountLine[]): DriftRow[] {
  const sums = new Map<string, { ledgerUsd: number; vendorUsd: number }>();
  const at = (model: string) => {
    const sum = sums.get(model) ?? { ledgerUsd: 0, vendorUsd: 0 };
    sums.set(model, sum);
    return sum;
  };
  for (const { model, usd } of ledger) at(model).ledgerUsd += usd;
  const names = [...sums.keys()];
  for (const { model, usd } of vendor) at(nameIn(names, model)).vendorUsd += usd;
  return [...sums]
    .map(([model, { ledgerUsd, vendorUsd }]) => ({
      ...{ model, ledgerUsd, vendorUsd },
      drift: vendorUsd === 0 ? null : (vendorUsd - ledgerUsd) / vendorUsd,
    }))
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

const DATE = /^[-@:]?(?:20\d\d-?\d\d-?\d\d|\d{4}|latest)$/;

/** The ledger's name of a vendor's model; the vendor's own where the ledger has none. */
function nameIn(names: readonly string[], model: string): string {
  if (names.includes(model)) return model;
  return names.find((name) => model.startsWith(name) && DATE.test(model.slice(name.length))) ?? model;
}
