import type { RequestContext } from '../chat/requestContext.ts';
import type { Classification } from '../classify/classification.ts';
import { say } from '../words.ts';
import { objectiveWords } from './objectiveWords.ts';
import type { Route, Rule, Setup } from './setup.ts';

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
}

/** What a chain depends on besides the setup. */
export interface ChainQuestion {
  readonly classification: Classification;
  readonly context: RequestContext;
  readonly inputTokens: number;
}

/** The fallback chain of a request: matching rules first, then the task's route, else one made from what the user has. */
export function chainFor(setup: Setup, question: ChainQuestion): Chain {
  const { task } = question.classification;
  const ruled = setup.rules.flatMap((rule, index) =>
    matches(rule, question) ? rule.use.map((model) => ({ model, reason: say('rule {0} matches', index + 1) })) : [],
  );
  const name = setup.routes[task] === undefined ? 'default' : task;
  const route = setup.routes[name];
  const rest = route === undefined ? autoChain(setup) : routeChain(route, name);
  const written = ruled.length > 0 || route !== undefined;
  return {
    entries: dedupe([...ruled, ...rest.entries]),
    reason: ruled.length > 0 ? (ruled[0]?.reason ?? '') : rest.reason,
    written,
    ...(route === undefined ? {} : { route }),
  };
}

/** The chain that a request brings along. */
export function namedChain(models: readonly string[]): Chain {
  const entries = models.map((model, index) => ({
    model,
    reason: index === 0 ? say('first of those that the request names') : say('fallback {0} in the request', index),
  }));
  return { entries: dedupe(entries), reason: say('the request names its models'), written: true };
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

function matches(rule: Rule, { classification, context, inputTokens }: ChainQuestion): boolean {
  const { task, difficulty, languageId, minInputTokens, maxInputTokens } = rule.when;
  return (
    (task === undefined || task === classification.task) &&
    (difficulty === undefined || difficulty === classification.difficulty) &&
    (languageId === undefined || languageId === context.languageId) &&
    (minInputTokens === undefined || inputTokens >= minInputTokens) &&
    (maxInputTokens === undefined || inputTokens <= maxInputTokens)
  );
}

function dedupe<T extends { readonly model: string }>(entries: readonly T[]): T[] {
  const seen = new Set<string>();
  return entries.filter(({ model }) => !seen.has(model) && seen.add(model) !== undefined);
}
