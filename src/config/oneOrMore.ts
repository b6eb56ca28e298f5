import * as z from 'zod';

/** One value, or a list of which one must fit. */
export function oneOrMore<T extends z.ZodType>(one: T) {
  return z.union([one, z.array(one).min(1)]);
}
