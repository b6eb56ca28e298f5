import * as z from 'zod/mini';

/** A message without parameters. */
export const nothing = z.object({});
/** An id of a message, a chip, a provider, … */
export const id = z.string().check(z.maxLength(100));
/** A text a person wrote or a model answered. */
export const text = z.string().check(z.maxLength(2_000_000));
