import { ledgerSource, limitsFor, spenderOf } from '../accounting/budget.ts';
import type { Charge } from '../accounting/meter.ts';
import { OverBudget } from '../accounting/overBudget.ts';
import type { PromptMeasure } from '../accounting/promptMeasure.ts';
import { tokenFamilyOf } from '../accounting/tokenFamilies.ts';
import { TokenTally } from '../accounting/tokenTally.ts';
import { fitJudged, leastNano, withJudging, worstCase } from '../accounting/worstCase.ts';
import type { BudgetTools } from '../ports/budgetTools.ts';
import type { Amount, Reservation } from '../ports/reservations.ts';
import type { AttemptEvent } from '../resilience/attempt.ts';
import type { AttemptPlan, AttemptTools } from './attemptTools.ts';
import type { Plan } from './strategy.ts';

/** So many characters make a look at how much was written worth its time. */
const LOOK_EVERY = 400;
/** So many tokens are written down together: `guessedTokens` counts on it. */
const WRITE_EVERY = 500;

/** What an attempt is held to. */
interface Hold {
  readonly plan: AttemptPlan;
  readonly amount: Amount;
  /** The output limit is lower than it would be without a budget. */
  readonly lowered: boolean;
  readonly reservations: BudgetTools['reservations'];
}

/** Money set aside for one attempt. Its ledger row gives it back. */
export class Held {
  /** The output limit that makes the worst case true. */
  readonly limit: { readonly sent: number };
  readonly #hold: Hold;
  readonly #mostTokens: number;
  readonly #written = new TokenTally();
  #unseen = 0;
  #noted = 0;

  constructor(hold: Hold) {
    this.#hold = hold;
    this.limit = { sent: hold.amount.outputTokens };
    this.#mostTokens = mostTokens(hold.plan, hold.amount.outputTokens);
  }

  /** The event as its reader gets it: an end at a lowered limit says by what. */
  told(event: AttemptEvent): AttemptEvent {
    const isCut = this.#hold.lowered && event.type === 'finish' && event.reason === 'length';
    return isCut ? { ...event, cutBy: 'budget' } : event;
  }

  /** What it cost, where nobody has counted: a vendor that kept to its limits has not billed more than was set aside. */
  bounded(charge: Charge): Charge {
    const { nano } = this.#hold.amount;
    const isTooMuch = charge.estimated && charge.costSource === 'priced' && (charge.costNano ?? 0) > nano;
    return isTooMuch ? { ...charge, costNano: nano } : charge;
  }

  /** Whether an answer has gone on beyond what was set aside: no limit could be sent, or its model does not keep it. */
  isUsedUp(event: AttemptEvent): boolean {
    if (event.type === 'text' || event.type === 'reasoning') this.#add(event.delta);
    else if (event.type === 'toolCall') this.#add(event.argumentsDelta);
    if (this.#unseen < LOOK_EVERY) return false;
    this.#unseen = 0;
    const { plan, reservations } = this.#hold;
    const tokens = this.#written.estimate(tokenFamilyOf(plan.candidate.model.name));
    const isDue = tokens - this.#noted >= WRITE_EVERY;
    if (isDue && reservations.wrote(plan.plan.request.id, plan.number, tokens)) this.#noted = tokens;
    return tokens > this.#mostTokens;
  }

  #add(delta: string): void {
    this.#unseen += delta.length;
    this.#written.add(delta);
  }
}

/**
 * Sets the worst case of an attempt aside before it is sent, in one transaction with the look at every limit. Undefined
 * for a model that costs nothing, and for one of unknown price that the user lets pass. Throws `OverBudget` when it does not fit.
 */
export async function holdMoney(
  attempt: AttemptPlan,
  sent: {
    readonly prompt: PromptMeasure;
    readonly startedAt: number;
    readonly budget: NonNullable<Plan['budget']>;
  },
  tools: Pick<AttemptTools, 'budget' | 'memory'>,
  signal: AbortSignal,
): Promise<Held | undefined> {
  const { plan, candidate, number, messages } = attempt;
  const { model } = candidate;
  const { prompt, startedAt, budget } = sent;
  const { price } = model;
  if (tools.budget === undefined) throw new Error('there is a budget, and nothing to keep it with');
  if (price === undefined) return undefined;
  const { reservations, calendar } = tools.budget;
  const { request, classification, parameters } = plan;
  const worst = worstCase({ model, messages, parameters, prompt }, price, tools.memory.facts(model.id));
  // A model that costs nothing is asked whatever is left.
  if (worst.inputNano === 0 && worst.outputRate === 0) return undefined;
  const limits = limitsFor(budget.limits, spenderOf(request), calendar(startedAt)).filter(
    ({ name }) => !budget.passed.has(name),
  );
  const reservation: Reservation = {
    requestId: request.id,
    attempt: number,
    startedAt,
    source: ledgerSource(request),
    conversationId: request.conversationId ?? null,
    task: classification.task,
    difficulty: classification.difficulty,
    model: model.id,
    provider: candidate.provider.id,
    job: request.job ?? null,
    ...worst,
    hidden: model.reasoning,
  };
  const result = await reservations.reserve(
    reservation,
    limits,
    (left) => fitJudged(worst, plan.judging, left),
    signal,
  );
  if ('outputTokens' in result) {
    const lowered = result.outputTokens < worst.outputTokens;
    return new Held({ plan: attempt, amount: result, lowered, reservations });
  }
  throw new OverBudget(result, leastNano(withJudging(worst, plan.judging)));
}

/** The estimated tokens at which an answer is cut off: later where a limit was sent, which models keep by themselves. */
function mostTokens({ candidate, without }: AttemptPlan, limit: number): number {
  const { error } = tokenFamilyOf(candidate.model.name);
  const isSent = candidate.provider.api !== 'vscode-lm' && !without.some((field) => /max.*tokens/i.test(field));
  return isSent ? limit * (1 + 4 * error) + 200 : limit * (1 - 2 * error);
}
