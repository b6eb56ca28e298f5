import { type Model, splitModelId } from '../core/models/model.ts';
import type { ProviderSetup, Setup } from '../core/routing/setup.ts';
import { say } from '../core/words.ts';
import { ruleFaults } from './ruleFaults.ts';
import type { SetupFault } from './setupFault.ts';

/** What routes and rules are held against; nobody is asked. */
export interface RoutingFacts {
  readonly setup: Setup;
  /** The names that a provider lists, where that is known. */
  readonly listed: (provider: ProviderSetup) => ReadonlySet<string> | undefined;
  /** The languages that the editor knows, where that is known. */
  readonly languageIds?: ReadonlySet<string>;
}

/** What is wrong with routes, rules and whoever is asked what a question is: models that cannot be asked, rules that never match or contradict others. */
export function routingFaults(facts: RoutingFacts): SetupFault[] {
  const { routes, rules, recognition } = facts.setup;
  return [
    ...Object.entries(routes).flatMap(([name, { models }]) =>
      namedFaults(say('the route for {0}', name), models, ['routes', name, 'models'], facts),
    ),
    ...rules.flatMap(({ number, use = [] }) =>
      namedFaults(say('rule {0}', number), use, ['rules', number - 1, 'use'], facts),
    ),
    ...askedFaults(recognition?.model, facts),
    ...ruleFaults(facts.setup, facts.languageIds),
  ];
}

function askedFaults(model: string | undefined, facts: RoutingFacts): SetupFault[] {
  const isNamed = model !== undefined && model !== 'cheapest';
  const fault = isNamed ? modelFault('switchyard.recognition', model, facts) : undefined;
  return fault === undefined ? [] : [{ ...fault, path: ['recognition', 'model'] }];
}

function namedFaults(
  place: string,
  models: readonly string[],
  path: readonly (string | number)[],
  facts: RoutingFacts,
): SetupFault[] {
  return models.flatMap((id, index) => {
    const fault = modelFault(place, id, facts);
    return fault === undefined ? [] : [{ ...fault, path: [...path, index] }];
  });
}

function modelFault(place: string, id: string, { setup, listed }: RoutingFacts): SetupFault | undefined {
  const { provider: owner = '', name = id } = splitModelId(id) ?? {};
  const provider = setup.providers.get(owner);
  const mending = { type: 'openRoutes' } as const;
  if (provider === undefined) {
    const detail = say(
      '{0} names it, but there is no provider {1}: it is passed over. Set that provider up, or name another model.',
      place,
      owner,
    );
    return { severity: 'error', message: say('{0} cannot be asked', id), detail, mending };
  }
  if (!provider.ready) {
    const detail = say(
      '{0} names it, but {1} has no key: it is passed over. Enter the key, or name another model.',
      place,
      provider.name,
    );
    const addKey = { type: 'addProvider', provider: owner } as const;
    return { severity: 'warning', message: say('{0} cannot be asked', id), detail, mending: addKey };
  }
  const names = listed(provider);
  if (provider.quirks.azure || names?.has(name)) return undefined;
  if (names !== undefined) {
    const detail = say('{0} names it, but {1} does not list it. Look at its spelling.', place, provider.name);
    return { severity: 'warning', message: say('{0} may not exist', id), detail, mending };
  }
  if (provider.loopback || provider.api === 'vscode-lm' || isKnown(setup.models.get(id))) return undefined;
  const detail = say(
    '{0} names it, but nothing is known of such a model at {1}. Look at its spelling, or describe it in switchyard.models.',
    place,
    provider.name,
  );
  return { severity: 'info', message: say('{0} may not exist', id), detail, mending };
}

function isKnown(model: Model | undefined): boolean {
  const { tier, capabilities, contextWindow, maxOutputTokens, price } = model ?? {};
  return [tier, capabilities, contextWindow, maxOutputTokens, price].some((fact) => fact !== undefined);
}
