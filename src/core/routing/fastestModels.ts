import type { Setup } from './setup.ts';

/** The model that each provider names as its fastest, else its smallest, as full ids. */
export function fastestModels({ providers }: Pick<Setup, 'providers'>): Set<string> {
  return new Set([...providers.values()].flatMap(({ defaults }) => defaults.fastest ?? defaults.budget ?? []));
}
