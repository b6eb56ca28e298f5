import { limitsFor } from '../core/accounting/budget.ts';
import type { LimitName } from '../core/accounting/limitName.ts';
import { usdFromNano } from '../core/accounting/price.ts';
import { usdWords } from '../core/accounting/usdWords.ts';
import type { CliEngine } from './cliEngine.ts';

/** How much of a limit is gone, in US$: settled, and set aside for answers that are coming. */
interface LimitFigures {
  readonly limitUsd: number;
  readonly spentUsd: number;
  readonly reservedUsd: number;
}

type BudgetFigures = Partial<Record<LimitName, LimitFigures>>;

/** The limits of day and month and how much of each is gone; nothing where there is none. */
export function budgetFigures(
  { budget }: CliEngine['setup'],
  tools: Pick<CliEngine['tools'], 'budget' | 'clock'>,
): { readonly budget?: BudgetFigures } {
  if (budget === undefined || tools.budget === undefined) return {};
  const { reservations, calendar } = tools.budget;
  const standings = reservations.standings(limitsFor(budget, { source: 'server' }, calendar(tools.clock.now())));
  const figures = standings.map(({ name, nano, spentNano, reservedNano }) => [
    name,
    { limitUsd: usdFromNano(nano), spentUsd: usdFromNano(spentNano), reservedUsd: usdFromNano(reservedNano) },
  ]);
  return { budget: Object.fromEntries(figures) };
}

/** The same for people, a line each. */
export function budgetLines(budget: BudgetFigures = {}): string {
  return Object.entries(budget)
    .map(
      ([name, { limitUsd, spentUsd }]) =>
        `budget, ${name}: ${usdWords(spentUsd * 1e9)} of ${usdWords(limitUsd * 1e9)}\n`,
    )
    .join('');
}
