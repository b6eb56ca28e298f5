import { say } from '../../core/words.ts';
import type { Brought, BroughtKey } from './brought.ts';

/** One thing that an import would set up, which a user may leave out. */
export interface Part {
  /** `providers/openai`, `keys/openai`, `routes/default` … */
  readonly id: string;
  readonly kind: 'providers' | 'keys' | 'models' | 'routes' | 'resilience' | 'budget';
  readonly label: string;
  /** Never a key. */
  readonly detail: string;
  /** Taken only when the user says so. */
  readonly held?: true;
}

/** Everything that an import would set up, in the order of the settings. */
export function partsOf({ settings, keys }: Brought): Part[] {
  const part = (kind: Part['kind'], name: string, detail: string, label = name): Part => ({
    id: `${kind}/${name}`,
    kind,
    label,
    detail,
  });
  const found = keys.filter(({ value, held }) => value !== undefined && held !== 'never');
  return [
    ...Object.entries(settings.providers).map(([id, entry]) => part('providers', id, entry.baseUrl ?? '')),
    ...found.map((key): Part => {
      const { origin, source, held } = key;
      if (held === undefined) return part('keys', nameOf(key), say('from {0}, for {1}', source, origin));
      const detail = say('the file wants your variable {0} sent to {1}', source, origin);
      return { ...part('keys', nameOf(key), detail), held: true };
    }),
    ...Object.entries(settings.models).map(([id, entry]) => part('models', id, Object.keys(entry).join(', '))),
    ...Object.entries(settings.routes).map(([name, route]) =>
      part('routes', name, (Array.isArray(route) ? route : route.models).join(' → ')),
    ),
    ...Object.entries(settings.resilience ?? {}).map(([name, value]) => part('resilience', name, String(value))),
    ...(settings.budget === undefined ? [] : [part('budget', 'budget', JSON.stringify(settings.budget))]),
  ];
}

function nameOf({ provider, secret }: BroughtKey): string {
  return secret === undefined ? provider : `${provider} ${secret}`;
}

/**
 * What is brought when only these parts are wanted; a provider that is not takes its models and keys with it. Held keys
 * that are not wanted lose their value, and can be told as missing.
 */
export function keepParts(brought: Brought, ids: ReadonlySet<string>): Brought {
  const { settings } = brought;
  const has = (kind: Part['kind'], name: string) => ids.has(`${kind}/${name}`);
  const only = <T>(kind: Part['kind'], entries: Readonly<Record<string, T>> | undefined) =>
    Object.fromEntries(Object.entries(entries ?? {}).filter(([name]) => has(kind, name)));
  const providers = only('providers', settings.providers);
  const isLeftOut = (model: string) => {
    const provider = model.slice(0, model.indexOf('/'));
    return Object.hasOwn(settings.providers, provider) && !Object.hasOwn(providers, provider);
  };
  const routes = Object.entries(only('routes', settings.routes)).flatMap(([name, route]) => {
    const models = (Array.isArray(route) ? route : route.models).filter((model) => !isLeftOut(model));
    return models.length === 0 ? [] : [[name, Array.isArray(route) ? models : { ...route, models }] as const];
  });
  const models = Object.entries(only('models', settings.models)).filter(([id]) => !isLeftOut(id));
  const resilience = only('resilience', settings.resilience);
  return {
    notes: brought.notes,
    keys: brought.keys.flatMap(({ value, ...key }) => {
      if (!Object.hasOwn(providers, key.provider)) return [];
      const wanted = value !== undefined && key.held !== 'never' && has('keys', nameOf(key));
      if (wanted) return [{ ...key, value }];
      return value === undefined || key.held !== undefined ? [key] : [];
    }),
    settings: {
      providers,
      models: Object.fromEntries(models),
      routes: Object.fromEntries(routes),
      ...(Object.keys(resilience).length === 0 ? {} : { resilience }),
      ...(settings.budget === undefined || !has('budget', 'budget') ? {} : { budget: settings.budget }),
    },
  };
}
