import { matchesWildcard } from '../matchesWildcard.ts';

/**
 * Whether a model's full id fits a pattern, whose `*` stands for any characters: `deepseek/*` is every model of that
 * provider. A pattern without a slash is about the model's own name, at whatever provider: `claude-*`. Case does not matter.
 */
export function matchesModel(id: string, pattern: string): boolean {
  const wanted = pattern.toLowerCase();
  const full = id.toLowerCase();
  return matchesWildcard(wanted.includes('/') ? full : full.slice(full.lastIndexOf('/') + 1), wanted);
}
