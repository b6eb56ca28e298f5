import type { Parameters } from '../chat/parameters.ts';
import type { Api } from './preset.ts';

type Missing = keyof Pick<Parameters, 'seed' | 'stop' | 'parallelToolCalls'>;

/** Parameters that an API has no field for. */
const NO_FIELD: Readonly<Partial<Record<Api, readonly Missing[]>>> = {
  'openai-responses': ['seed', 'stop'],
  'anthropic-messages': ['seed'],
  gemini: ['parallelToolCalls'],
};

/** The parameters of a request that an API cannot be told of. */
export function missingFields(api: Api, parameters: Parameters): readonly Missing[] {
  return (NO_FIELD[api] ?? []).filter((name) => parameters[name] !== undefined);
}
