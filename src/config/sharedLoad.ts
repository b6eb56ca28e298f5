import { splitModelId } from '../core/models/model.ts';
import type { Preset } from '../core/models/preset.ts';
import { say } from '../core/words.ts';
import type { Settings, SettingsProblem } from './parseSettings.ts';

type Entry = Settings['providers'][string];

/**
 * For each provider that shares another one's load, the provider whose models they have, which shares with nobody itself.
 * Whoever names a provider that is not known, or at last itself, shares with nobody, and is named as a problem.
 */
export function sharedLoad(
  providers: Settings['providers'],
  isKnown: (id: string) => boolean,
): { roots: ReadonlyMap<string, string>; problems: SettingsProblem[] } {
  const roots = new Map<string, string>();
  const problems: SettingsProblem[] = [];
  for (const [id, { sharesWith }] of Object.entries(providers)) {
    if (sharesWith === undefined) continue;
    const root = rootOf(id, providers);
    if (root !== undefined && isKnown(root)) roots.set(id, root);
    else {
      const message =
        root === undefined
          ? say('in the end it shares with itself: name the provider whose models it has')
          : say('there is no provider {0}', root);
      problems.push({ key: `switchyard.providers.${id}.sharesWith`, message });
    }
  }
  return { roots, problems };
}

/** The last of those that name each other; undefined where they go round. */
function rootOf(id: string, providers: Settings['providers']): string | undefined {
  const seen = new Set([id]);
  let current = id;
  for (;;) {
    const next = Object.hasOwn(providers, current) ? providers[current]?.sharesWith : undefined;
    if (next === undefined) return current;
    if (seen.has(next)) return undefined;
    seen.add(next);
    current = next;
  }
}

/**
 * The settings with what each provider leaves to the one whose load it shares: where it is, how it is spoken to, and what
 * is said of its models. Its limits are its own.
 */
export function withSharedLoad(
  settings: Settings,
  roots: ReadonlyMap<string, string>,
  presets: ReadonlyMap<string, Preset>,
): Settings {
  if (roots.size === 0) return settings;
  const providers = Object.entries(settings.providers).map(([id, entry]) => {
    const root = roots.get(id);
    return [id, root === undefined ? entry : spokenAlike(entry, settings.providers[root], presets.get(root))];
  });
  const models = Object.entries(settings.models).flatMap(([id, entry]) =>
    matesOf(id, roots)
      .filter((mate) => !Object.hasOwn(settings.models, mate))
      .map((mate) => [mate, entry] as const),
  );
  return {
    ...settings,
    providers: Object.fromEntries(providers),
    models: { ...settings.models, ...Object.fromEntries(models) },
  };
}

/** The same model, by its full id, at each provider that shares its load. */
export function matesOf(id: string, roots: ReadonlyMap<string, string>): string[] {
  const { provider, name } = splitModelId(id) ?? {};
  return [...roots].flatMap(([mate, root]) => (root === provider ? [`${mate}/${name}`] : []));
}

/** At another address, or in another dialect, other headers are expected, and nothing is known of what happens to data. */
function spokenAlike(entry: Entry, root: Entry | undefined, preset: Preset | undefined): Entry {
  const { limits: _, sharesWith: __, headers, dataPolicy, apiVersion, ...known } = root ?? {};
  const { api, baseUrl, auth } = preset ?? {};
  const isThere = entry.baseUrl === undefined && entry.api === undefined;
  const shared = { api, baseUrl, auth, ...known, ...entry };
  if (!isThere) return shared;
  const ofThere = { dataPolicy, apiVersion };
  return { ...ofThere, ...shared, headers: { ...preset?.headers, ...headers, ...entry.headers } };
}
