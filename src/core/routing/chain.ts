import type { RequestContext } from '../chat/requestContext.ts';
import type { Classification } from '../classify/classification.ts';
import { pathsOf } from '../privacy/pathsOf.ts';
import type { StrategyName } from '../strategies/strategyNames.ts';
import { say } from '../words.ts';
import { objectiveWords } from './objectiveWords.ts';
import { matchingRule } from './rules/matchingRule.ts';
import type { Rule } from './rules/rule.ts';
import type { Surroundings } from './rules/surroundings.ts';
import type { Route, Setup } from './setup.ts';

/** A model to consider, and why it is there. */
export interface ChainEntry {
  readonly model: string;
  readonly reason: string;
  /** Nobody named it: its place is for the policy to say. */
  readonly auto?: true;
}

/** The models to consider for a request, best first. */
export interface Chain {
  readonly entries: readonly ChainEntry[];
  /** Where the chain comes from, in words. */
  readonly reason: string;
  /** False where the policy orders all of it. */
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
  const rest = route === undefined ? autoChain(setup) : routeChain(route, name);
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

/** All that the user has, for the policy to order. */
function autoChain({ models, providers, guard, objective }: Setup): Pick<Chain, 'entries' | 'reason'> {
  const entries = [...models.values()]
    .filter(({ provider }) => providers.get(provider)?.ready)
    // It was trained to judge, not to answer.
    .filter(({ id }) => id !== guard?.model)
    .map(({ id }) => ({ model: id, reason: '', auto: true as const }));
  return { entries, reason: objectiveWords(objective) };
}

function dedupe<T extends { readonly model: string }>(entries: readonly T[]): T[] {
  const seen = new Set<string>();
  return entries.filter(({ model }) => !seen.has(model) && seen.add(model) !== undefined);
}
