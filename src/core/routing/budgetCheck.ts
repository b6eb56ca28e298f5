import { type Budget, leftOf, limitsFor, type Standing, spenderOf, tightest } from '../accounting/budget.ts';
import type { LimitName } from '../accounting/limitName.ts';
import { leastNano, withJudging, worstCase } from '../accounting/worstCase.ts';
import type { BudgetTools } from '../ports/budgetTools.ts';
import type { AttemptTools } from '../strategies/attemptTools.ts';
import type { Plan } from '../strategies/strategy.ts';
import type { Candidate } from './candidates.ts';

/** What one request may still cost, and what each model would take of that at least. */
export class BudgetCheck {
  readonly #plan: Plan;
  readonly #limits: Budget;
  readonly #tools: BudgetTools;
  readonly #memory: AttemptTools['memory'];
  readonly #now: number;
  readonly #passed: Set<LimitName>;
  readonly #needs = new Map<string, number>();
  #standings: readonly Standing[] = [];

  constructor(
    plan: Plan,
    limits: Budget,
    tools: BudgetTools,
    { memory, clock }: Pick<AttemptTools, 'memory' | 'clock'>,
  ) {
    this.#plan = plan;
    this.#limits = limits;
    this.#tools = tools;
    this.#memory = memory;
    this.#now = clock.now();
    this.#passed = new Set([...tools.reservations.overruled(this.#now), ...(plan.request.owner?.passed ?? [])]);
    this.#look();
  }

  /** The limits that this request may pass. */
  get passed(): ReadonlySet<LimitName> {
    return this.#passed;
  }

  /** The limits that it has to keep, and how much of each is gone. */
  get standings(): readonly Standing[] {
    return this.#standings;
  }

  /** The limit that leaves least; undefined where none is left to be kept. */
  get tightest(): Standing | undefined {
    return tightest(this.#standings);
  }

  /** What asking a model costs at least, in nano-dollars; nothing is known of one without a price. */
  needs({ model }: Candidate): number {
    const { price } = model;
    const { messages, parameters, prompt, judging } = this.#plan;
    const needed =
      this.#needs.get(model.id) ??
      (price === undefined
        ? 0
        : leastNano(
            withJudging(
              worstCase({ model, messages, parameters, prompt }, price, this.#memory.facts(model.id)),
              judging,
            ),
          ));
    this.#needs.set(model.id, needed);
    return needed;
  }

  fits(candidate: Candidate): boolean {
    const { tightest: least } = this;
    return least === undefined || this.needs(candidate) <= leftOf(least);
  }

  /** Looks again, without what processes that are no more had set aside. */
  lookAgain(): void {
    if (!this.#standings.some(({ reservedNano }) => reservedNano > 0)) return;
    if (this.#tools.reservations.recover() > 0) this.#look();
  }

  /** This request may pass every limit. */
  passOnce(): void {
    for (const { name } of this.#standings) this.#passed.add(name);
    this.#look();
  }

  /** This limit may be passed until tomorrow, in every window. */
  passToday(name: LimitName): void {
    this.#tools.reservations.overrule(name, this.#tools.calendar(this.#now).nextDay);
    this.#passed.add(name);
    this.#look();
  }

  #look(): void {
    const { request } = this.#plan;
    const limits = limitsFor(this.#limits, spenderOf(request), this.#tools.calendar(this.#now));
    this.#standings = this.#tools.reservations.standings(limits.filter(({ name }) => !this.#passed.has(name)));
  }
}
