import type { RequestContext } from '../chat/requestContext.ts';
import type { Classification } from '../classify/classification.ts';
import { type Model, TIERS, type Tier } from '../models/model.ts';
import { pathsOf } from '../privacy/pathsOf.ts';
import type { StrategyName } from '../strategies/strategyNames.ts';
import { say } from '../words.ts';
import { fallbackWords, tierChainWords, tierWords } from './chainWords.ts';
import { matchingRule } from './rules/matchingRule.ts';
import type { Rule } from './rules/rule.ts';
import type { Surroundings } from './rules/surroundings.ts';
import type { Objective, Route, Setup } from './setup.ts';

/** The models to consider for a request, best first, each with why it is there. */
export interface Chain {
  readonly entries: readonly { readonly model: string; readonly reason: string }[];
  /** Where the chain comes from, in words. */
  readonly reason: string;
  /** False for a chain made from tiers, which a conversation may reorder. */
  readonly written: boolean;
  readonly route?: Route;
  /** The arm of a running experiment that it is made of. */
  readonly arm?: { readonly experiment: string; readonly arm: string };
  /** The rule that is followed. */
  readonly rule?: Rule;
  /** The rule's, else the route's. */
  readonly strategy?: StrategyName;
}

/** What a chain depends on besides the setup. */
export interface ChainQuestion {
  readonly classification: Classification;
  readonly context: RequestContext;
  readonly inputTokens: number;
  readonly images: boolean;
  /** The place of the question in its conversation, from 1. */
  readonly turn: number;
  readonly surroundings: Surroundings;
}

/** The fallback chain of a request: what the first matching rule uses, then the task's route, else one made from what the user has. */
export function chainFor(setup: Setup, question: ChainQuestion): Chain {
  const { task } = question.classification;
  const rule = ruleFor(setup, question);
  const ruled = (rule?.use ?? []).map((model) => ({ model, reason: ruleWords(rule) }));
  const name = setup.routes[task] === undefined ? 'default' : task;
  const route = setup.routes[name];
  const rest = route === undefined ? tierChain(setup, question.classification) : routeChain(route, name);
  const strategy = rule?.strategy ?? route?.strategy;
  return {
    entries: dedupe([...ruled, ...rest.entries]),
    reason: rule === undefined ? rest.reason : ruleWords(rule),
    written: ruled.length > 0 || route !== undefined,
    ...(route === undefined ? {} : { route }),
    ...(rule === undefined ? {} : { rule }),
    ...(strategy === undefined ? {} : { strategy }),
  };
}

/** The chain of a request whose models were chosen by hand: of a rule only how they are asked counts, not who. */
export function chosenChain(entries: Chain['entries'], reason: string, rule: Rule | undefined): Chain {
  const chain = { entries: dedupe(entries), reason, written: true };
  if (rule === undefined) return chain;
  const { use: _, avoid: __, strategy: ___, ...how } = rule;
  return { ...chain, rule: how };
}

/** The rule that is followed for a question. */
export function ruleFor({ rules }: Pick<Setup, 'rules'>, question: ChainQuestion): Rule | undefined {
  if (rules.length === 0) return undefined;
  const { classification, context, inputTokens, images, turn, surroundings } = question;
  const { languageId } = context;
  const asked = { classification, languageId, paths: pathsOf(context), inputTokens, images, turn };
  return matchingRule(rules, { ...surroundings, ...asked });
}

function ruleWords(rule: Rule | undefined): string {
  return rule === undefined ? '' : say('rule {0} matches', rule.number);
}

/** The chain that a request brings along. */
export function namedChain(models: readonly string[], rule: Rule | undefined): Chain {
  const entries = models.map((model, index) => ({
    model,
    reason: index === 0 ? say('first of those that the request names') : say('fallback {0} in the request', index),
  }));
  return chosenChain(entries, say('the request names its models'), rule);
}

function routeChain(route: Route, name: string): Pick<Chain, 'entries' | 'reason'> {
  const entries = route.models.map((model, index) => ({
    model,
    reason:
      index === 0 ? say('first in the route for {0}', name) : say('fallback {0} in the route for {1}', index, name),
  }));
  return { entries, reason: say('the route for {0}', name) };
}

function tierChain(setup: Setup, classification: Classification): Pick<Chain, 'entries' | 'reason'> {
  const models = [...setup.models.values()]
    .filter((model) => setup.providers.get(model.provider)?.ready)
    // It was trained to judge, not to answer.
    .filter(({ id }) => id !== setup.guard?.model);
  const ideal = tierFor(setup.objective, classification);
  const wanted = nearestTier(models, ideal);
  const fastest = new Set([...setup.providers.values()].map((p) => p.defaults.fastest ?? p.defaults.budget));
  const same = models.filter((model) => model.tier === wanted).sort(byPrice);
  const quick = models.filter((model) => fastest.has(model.id)).sort(byPrice);
  const others = models
    .filter((model) => model.tier !== wanted)
    .sort((a, b) => distance(a, wanted) - distance(b, wanted) || byPrice(a, b));
  const start = setup.objective === 'fastest' ? [...quick, ...same] : [...spread(same), ...quick];
  const entries = dedupe([
    ...start.map(({ id, tier }) => ({
      model: id,
      reason: tier === wanted ? tierWords(wanted, { ideal, objective: setup.objective }) : say('answers soonest'),
    })),
    ...spread(others).map(({ id, tier }) => ({ model: id, reason: fallbackWords(tier) })),
  ]);
  return { entries, reason: tierChainWords(classification, setup.objective) };
}

function tierFor(objective: Objective, { difficulty }: Classification): Tier {
  if (objective === 'best') return 'premium';
  if (objective === 'cheapest' || objective === 'fastest') return difficulty === 'complex' ? 'standard' : 'budget';
  return ({ simple: 'budget', moderate: 'standard', complex: 'premium' } as const)[difficulty];
}

/** One model of each provider first, then the second of each: the next try should not hit the same outage. */
function spread(models: readonly Model[]): Model[] {
  const seen = new Map<string, number>();
  const rank = models.map((model, index) => {
    const round = seen.get(model.provider) ?? 0;
    seen.set(model.provider, round + 1);
    return { model, round, index };
  });
  return rank.sort((a, b) => a.round - b.round || a.index - b.index).map((entry) => entry.model);
}

/** How far a model is from the wanted tier; one without a tier is farther than any. */
function distance({ tier }: { readonly tier?: Tier }, wanted: Tier): number {
  return tier === undefined ? TIERS.length : Math.abs(TIERS.indexOf(tier) - TIERS.indexOf(wanted));
}

/** The wanted tier if any model is in it, else the nearest that has one, the stronger of two. */
function nearestTier(models: readonly Model[], wanted: Tier): Tier {
  const present = TIERS.filter((tier) => models.some((model) => model.tier === tier));
  return (
    present.sort(
      (a, b) => distance({ tier: a }, wanted) - distance({ tier: b }, wanted) || TIERS.indexOf(b) - TIERS.indexOf(a),
    )[0] ?? wanted
  );
}

/** Known prices first, cheapest first; a price nobody knows is not a bargain. */
function byPrice(a: Model, b: Model): number {
  return unitPrice(a) - unitPrice(b);
}

function unitPrice({ price }: Model): number {
  // A typical answer reads three tokens for every one it writes.
  return price === undefined ? Number.MAX_SAFE_INTEGER : price.input.base * 3 + price.output.base;
}

function dedupe<T extends { readonly model: string }>(entries: readonly T[]): T[] {
  const seen = new Set<string>();
  return entries.filter(({ model }) => !seen.has(model) && seen.add(model) !== undefined);
}
