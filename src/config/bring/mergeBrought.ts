import type { Preset } from '../../core/models/preset.ts';
import type { Brought } from './brought.ts';

/** The sections of settings that hold entries by name. */
const NAMED = ['providers', 'models', 'routes', 'resilience', 'budget'] as const;
type Name = (typeof NAMED)[number];
type Entries = Readonly<Record<string, unknown>>;

/** What an import makes of a user's settings. */
export interface Merged {
  /** The sections that change, complete. */
  readonly changed: Partial<Record<Name, Record<string, unknown>>>;
  /** `routes.code`: entries that are new. */
  readonly added: readonly string[];
  /** Entries that were there before and differ from what was brought. */
  readonly kept: readonly string[];
}

/**
 * Adds what was brought to settings (without their `switchyard.` prefix) and destroys nothing: an entry that is there stays as
 * it is. A preset's provider needs no entry of its own when only its key came.
 */
export function mergeBrought(existing: Entries, brought: Brought, presets: readonly Preset[]): Merged {
  const changed: Merged['changed'] = {};
  const added: string[] = [];
  const kept: string[] = [];
  for (const name of NAMED) {
    const before = mapping(existing[name]);
    const fresh = Object.entries(brought.settings[name] ?? {}).filter(([key, entry]) => {
      if (Object.hasOwn(before, key)) {
        if (JSON.stringify(before[key]) !== JSON.stringify(entry) && !isEmpty(entry)) kept.push(`${name}.${key}`);
        return false;
      }
      return name !== 'providers' || !isEmpty(entry) || !keyIsEnough(key, brought, presets);
    });
    if (fresh.length > 0) changed[name] = { ...before, ...Object.fromEntries(fresh) };
    added.push(...fresh.map(([key]) => `${name}.${key}`));
  }
  return { changed, added, kept };
}

function mapping(value: unknown): Entries {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Entries) : {};
}

function isEmpty(entry: unknown): boolean {
  return Object.keys(mapping(entry)).length === 0 && !Array.isArray(entry) && typeof entry !== 'number';
}

function keyIsEnough(id: string, { keys }: Brought, presets: readonly Preset[]): boolean {
  const preset = presets.find((candidate) => candidate.id === id);
  return preset?.auth === 'key' && keys.some((key) => key.provider === id && key.value !== undefined);
}
