import * as z from 'zod';

/** A field that may be missing, null or of another kind than documented: what cannot be used counts as missing. */
export function lenient<T extends z.ZodType>(schema: T): z.ZodCatch<z.ZodOptional<z.ZodNullable<T>>> {
  return schema.nullish().catch(undefined) as z.ZodCatch<z.ZodOptional<z.ZodNullable<T>>>;
}

/** A list whose unusable elements are left out. */
export function lenientList<T extends z.ZodType>(element: T) {
  return lenient(z.array(element.nullable().catch(null as never)));
}

/** A number of tokens. */
export const tokenCount = lenient(z.number().min(0).max(1e12));
