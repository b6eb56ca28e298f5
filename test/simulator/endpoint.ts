import type { IncomingHttpHeaders } from 'node:http';
import type { ModelFacts, SimulatedProvider } from './behaviour.ts';
import type { Dialect } from './dialect.ts';
import type { Fault } from './fault.ts';
import type { ProviderMemory } from './providerMemory.ts';

/** What an endpoint that is no conversation knows of its request. */
export interface Question {
  /** The provider's name. */
  readonly name: string;
  readonly provider: SimulatedProvider;
  readonly memory: ProviderMemory;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** The parsed body of a POST. */
  readonly body: unknown;
  /** What the groups of the path have matched. */
  readonly groups: readonly string[];
}

/** Everything a provider serves beside conversations: lists of models, and what was spent. */
export interface Endpoint {
  readonly method: 'GET' | 'POST';
  /** The path after the provider's name. */
  readonly path: RegExp;
  /** Where two vendors share a path: whose this is. */
  readonly applies?: (headers: IncomingHttpHeaders, query: URLSearchParams) => boolean;
  readonly key: 'key' | 'adminKey' | 'none';
  /** In whose words errors are said, and where the key is looked for. */
  readonly dialect: Dialect;
  /** The body, or what is wrong with the request. */
  answer(question: Question): { readonly body: unknown } | Fault;
}

/** The models of a provider, with what is known of them. */
export function modelsOf(provider: SimulatedProvider): (ModelFacts & { readonly id: string })[] {
  return Object.keys(provider.models).map((id) => ({ id, ...provider.facts?.[id] }));
}

/** Whether a model has an ability: those that nothing is said of have all of them. */
export function isAble(model: ModelFacts, ability: NonNullable<ModelFacts['abilities']>[number]): boolean {
  return model.abilities?.includes(ability) ?? true;
}
