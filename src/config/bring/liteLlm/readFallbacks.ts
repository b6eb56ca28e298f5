import { say } from '../../../core/words.ts';
import type { NoteList } from '../noteList.ts';
import type { Section } from '../section.ts';
import type { ModelGroups } from './modelGroups.ts';

const KINDS = ['fallbacks', 'context_window_fallbacks', 'content_policy_fallbacks'] as const;

/** Who is asked after whom (docs.litellm.ai/docs/proxy/reliability). */
export interface Fallbacks {
  /** The groups asked when this one fails, in order. */
  after(group: string): readonly string[];
  /** Groups asked for a question that is too long or was refused by a filter. */
  beside(group: string): readonly string[];
  /** Whether a question that a filter refused goes elsewhere. */
  readonly afterFilter: boolean;
}

/** Reads the three kinds of fallbacks from `router_settings`, else from `litellm_settings`; unknown names are noted. */
export function readFallbacks(
  places: readonly Section[],
  groups: ModelGroups,
  aliases: ReadonlyMap<string, string>,
  notes: NoteList,
): Fallbacks {
  const [general, windows, filters] = KINDS.map((kind) => {
    const lists = places.map((place) => readKind(place, kind, groups, notes));
    return lists.find((list) => list.size > 0) ?? new Map<string, string[]>();
  });
  const defaults = places.map((place) => place.list('default_fallbacks')).find((list) => list.length > 0) ?? [];
  const usual = [...(general?.get('*') ?? []), ...defaults.filter((name) => typeof name === 'string')];
  const of = (lists: ReadonlyMap<string, string[]> | undefined, group: string) =>
    lists?.get(group) ?? lists?.get(aliases.get(group) ?? '');
  return {
    // A group's own fallbacks replace the default ones.
    after: (group) => of(general, group) ?? usual.filter((name) => name !== group),
    beside: (group) => [...(of(windows, group) ?? []), ...(of(filters, group) ?? [])],
    afterFilter: (filters?.size ?? 0) > 0,
  };
}

function readKind(
  place: Section,
  kind: (typeof KINDS)[number],
  groups: ModelGroups,
  notes: NoteList,
): Map<string, string[]> {
  const mapping = place.section(kind);
  const entries = mapping.keys.length > 0 ? [mapping] : place.sections(kind);
  const found = new Map<string, string[]>();
  for (const entry of entries) {
    for (const name of entry.keys) {
      const targets = entry.list(name).filter((target) => {
        const known = typeof target === 'string' && groups.models(target).length > 0;
        if (!known) notes.add(entry.at(name), target, { why: say('it names no model group of this file') });
        return known;
      });
      found.set(name, targets as string[]);
    }
  }
  return found;
}
