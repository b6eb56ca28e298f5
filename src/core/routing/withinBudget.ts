import { type Budget, levelOf, type Standing } from '../accounting/budget.ts';
import { limitWords, refusalWords, rejectionWords } from '../accounting/budgetWords.ts';
import { OverBudget } from '../accounting/overBudget.ts';
import { ATTENDED } from '../chat/attended.ts';
import type { Rejection } from '../chat/chatEvent.ts';
import { SwitchyardError } from '../chat/errors.ts';
import type { BudgetTools } from '../ports/budgetTools.ts';
import { keepPrivate } from '../privacy/keepPrivate.ts';
import type { AttemptTools } from '../strategies/attemptTools.ts';
import { say } from '../words.ts';
import { BudgetCheck } from './budgetCheck.ts';
import { type Candidate, selectCandidates } from './candidates.ts';
import type { Decision } from './decide.ts';
import { restingLast } from './restingLast.ts';
import type { Setup } from './setup.ts';
import { targetOf } from './targetOf.ts';

/** A decision that keeps to the budget, or why nobody is asked. */
export interface BudgetedDecision extends Decision {
  readonly refusal?: SwitchyardError;
}

type Tools = Pick<AttemptTools, 'budget' | 'memory' | 'clock' | 'breaker' | 'drill'>;

/**
 * The decision with those models only that fit into what is left of every limit; where the first of them does not, what
 * the user wants then: nobody, the cheapest that fits, or to be asked. Without a budget it is the same decision. What is
 * really set aside is seen to before each attempt (`holdMoney`).
 */
export async function withinBudget(
  decision: Decision,
  setup: Setup,
  tools: Tools,
  signal: AbortSignal,
): Promise<BudgetedDecision> {
  const { budget } = setup;
  if (budget === undefined) return decision;
  if (tools.budget === undefined) throw new Error('there is a budget, and nothing to keep it with');
  const priced = await withPrices(decision, budget, tools.budget, signal);
  const [first] = priced.plan.candidates;
  if (first === undefined || signal.aborted) return unpriced(priced, decision);
  try {
    const check = new BudgetCheck(priced.plan, budget, tools.budget, tools);
    return await checked(priced, check, { ...tools, setup, limits: budget, budget: tools.budget }, signal);
  } catch (error) {
    // What is gone of the limits cannot be read: nobody is asked.
    if (!SwitchyardError.is(error, 'budget')) throw error;
    return { ...changed(priced, [], []), refusal: error };
  }
}

/** The decision by what is left of the limits. Throws a `SwitchyardError` of kind `budget` where that cannot be read. */
async function checked(
  priced: Decision,
  check: BudgetCheck,
  tools: Tools & { readonly setup: Setup; readonly limits: Budget; readonly budget: BudgetTools },
  signal: AbortSignal,
): Promise<BudgetedDecision> {
  const { request, candidates: asked } = priced.plan;
  const { setup, limits: budget } = tools;
  const [first] = asked;
  if (first === undefined) return priced;
  if (!check.fits(first)) check.lookAgain();
  // Nobody misses a title, or a closer look at what is asked; what is left is for answers.
  const isExtra = request.source === 'title' || request.source === 'recognition';
  const near = isExtra ? check.standings.find((one) => levelOf(one, budget.warnAt) !== 'calm') : undefined;
  if (near !== undefined) return refuse(priced, new SwitchyardError('budget', refusalWords(near, check.needs(first))));
  if (!check.fits(first) && budget.onLimit === 'ask' && ATTENDED.has(request.source)) {
    await askToPass(check, first, tools.budget, signal);
  }
  const { tightest } = check;
  const cut = (candidates: readonly Candidate[], others: readonly Candidate[]): BudgetedDecision => {
    const left = tightest === undefined ? [] : others.filter((one) => !check.fits(one));
    const rejected = left.map((one) => ({
      model: one.model.id,
      reason: rejectionWords(tightest as Standing, check.needs(one)),
    }));
    return changed(priced, candidates, rejected, { limits: budget, passed: check.passed });
  };
  if (tightest === undefined || check.fits(first)) {
    return cut(
      asked.filter((one) => check.fits(one)),
      asked,
    );
  }
  const cheaper = budget.onLimit === 'downgrade' ? cheapestThatFit(priced, setup, check, tools, tightest) : [];
  if (cheaper.length > 0) return cut(cheaper, asked);
  return refuse(cut([], asked), new OverBudget(tightest, check.needs(first)));
}

/** The decision without the models whose price nobody knows, unless the user lets them be asked or tells it. */
async function withPrices(
  decision: Decision,
  { unknownPrice }: Budget,
  { desk }: BudgetTools,
  signal: AbortSignal,
): Promise<Decision> {
  const { candidates, request } = decision.plan;
  if (unknownPrice === 'allow' || candidates.every(({ model }) => model.price !== undefined)) return decision;
  const kept: Candidate[] = [];
  const rejected: Rejection[] = [];
  for (const candidate of candidates) {
    const { model } = candidate;
    // One is asked about at a time: the one that would answer.
    const isAsked = unknownPrice === 'ask' && kept.length === 0 && ATTENDED.has(request.source) && !signal.aborted;
    const price = model.price ?? ((isAsked && (await desk?.priceOf(model, signal))) || 'no');
    if (price === 'no') rejected.push({ model: model.id, reason: say('its price is unknown, and there is a budget') });
    else
      kept.push(price === 'allow' || price === model.price ? candidate : { ...candidate, model: { ...model, price } });
  }
  return changed(decision, kept, rejected);
}

/** The end of a request that is stopped, or whose every model has no known price. */
function unpriced(priced: Decision, before: Decision): BudgetedDecision {
  if (priced.plan.candidates.length > 0 || before.plan.candidates.length === 0) return priced;
  const words = say(
    'The price of {0} is not known, and there is a budget. Its entry in switchyard.models can hold its price; switchyard.budget.unknownPrice says what happens without one.',
    before.plan.candidates[0]?.model.id ?? '',
  );
  return { ...priced, refusal: new SwitchyardError('budget', words) };
}

/** Asks about one limit after the other until the model fits or the answer is no. */
async function askToPass(
  check: BudgetCheck,
  first: Candidate,
  { desk }: BudgetTools,
  signal: AbortSignal,
): Promise<void> {
  for (let least = check.tightest; least !== undefined && !check.fits(first); least = check.tightest) {
    const answer = desk === undefined || signal.aborted ? 'no' : await desk.mayPass(least, signal);
    if (answer === 'no') return;
    if (answer === 'once') check.passOnce();
    else check.passToday(least.name);
  }
}

/**
 * Every model that can take the request and fits, the cheapest first: of those that the request names, where it does, and
 * nobody where the user chose the model.
 */
function cheapestThatFit(
  { plan }: Decision,
  setup: Setup,
  check: BudgetCheck,
  tools: Tools,
  standing: Standing,
): Candidate[] {
  const { request, candidates, parameters, prompt, prompts, rule } = plan;
  if (request.model !== undefined) return [];
  const known = new Set(candidates.map(({ model }) => model.id));
  const entries = [...setup.models.keys()]
    .filter((id) => request.models === undefined && !known.has(id) && id !== setup.guard?.model)
    .map((model) => ({ model, reason: '' }));
  const chain = { entries, reason: '', written: true, ...(rule === undefined ? {} : { rule }) };
  const demands = {
    prompt,
    prompts,
    outputLimit: parameters.maxOutputTokens,
    images: prompt.images.length > 0,
    tools: (parameters.tools?.length ?? 0) > 0,
    json: parameters.structured !== undefined,
    reasoning: false,
  };
  // Money is no reason to show anything to more providers.
  const others = keepPrivate(
    selectCandidates(chain, setup, demands, tools.memory).candidates,
    plan.level,
    setup.privacy,
  ).allowed;
  const reason = say('the cheapest that fits: {0} is nearly used up', limitWords(standing.name));
  const fitting = [...candidates, ...others]
    .filter((one) => one.model.price !== undefined && !one.close && check.fits(one))
    .sort((a, b) => check.needs(a) - check.needs(b))
    .map((one) => ({ ...one, reasons: [reason, ...one.reasons.filter((words) => words !== '')] }));
  return restingLast(fitting, tools);
}

function refuse(decision: Decision, refusal: SwitchyardError): BudgetedDecision {
  return { ...changed(decision, [], []), refusal };
}

function changed(
  decision: Decision,
  candidates: readonly Candidate[],
  rejected: readonly Rejection[],
  budget = decision.plan.budget,
): Decision {
  const { plan, event } = decision;
  return {
    ...decision,
    plan: { ...plan, candidates, ...(budget === undefined ? {} : { budget }) },
    event: {
      ...event,
      targets: candidates.map((candidate) => targetOf(candidate, plan.prompts)),
      rejected: [...event.rejected, ...rejected],
    },
  };
}
