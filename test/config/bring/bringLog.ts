import type { BringOptions } from '../../../src/config/bring/bringOptions.ts';
import type { Brought } from '../../../src/config/bring/brought.ts';
import { PRESETS } from '../../../src/providers/presets.ts';

/** Options as the program has them, with these environment variables. */
export function options(env: BringOptions['env'] = {}, taken: Record<string, unknown> = {}): BringOptions {
  return { presets: PRESETS, env, taken };
}

/** What was brought, one line each; notes by their places only, as their words may change. */
export function bringLog({ settings, keys, notes }: Brought): string[] {
  const entry = (value: unknown) => (Object.keys(Object(value)).length === 0 ? '' : ` ${JSON.stringify(value)}`);
  return [
    ...Object.entries(settings.providers).map(([id, value]) => `provider ${id}${entry(value)}`),
    ...Object.entries(settings.models).map(([id, value]) => `model ${id}${entry(value)}`),
    ...Object.entries(settings.routes).map(([name, route]) => {
      const { models, ...rest } = Array.isArray(route) ? { models: route } : route;
      return `route ${name}: ${models.join(' → ')}${entry(rest)}`;
    }),
    ...(settings.resilience === undefined ? [] : [`resilience${entry(settings.resilience)}`]),
    ...(settings.budget === undefined ? [] : [`budget${entry(settings.budget)}`]),
    ...keys.map(({ provider, origin, secret, source, value }) => {
      const name = secret === undefined ? provider : `${provider}/${secret}`;
      return `${value === undefined ? 'no key' : `key ${value}`} of ${name} at ${origin} from ${source}`;
    }),
    ...notes.map(({ path, kind, effect }) => `${effect} ${path} (${kind})`),
  ];
}
