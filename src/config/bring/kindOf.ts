import { say } from '../../core/words.ts';

/** What kind of value stands in a foreign file, in words; never the value. */
export function kindOf(value: unknown): string {
  if (value === null || value === undefined) return say('nothing');
  if (Array.isArray(value)) return say('list of {0}', value.length);
  if (value instanceof Date) return say('date');
  if (typeof value === 'object') return say('mapping of {0}', Object.keys(value).length);
  if (typeof value === 'boolean') return value ? say('yes') : say('no');
  return typeof value === 'number' ? say('number') : say('text');
}
