import type * as z from 'zod';
import type { GuardSetup } from '../core/guard/guardSetup.ts';
import { say } from '../core/words.ts';
import { guardSchema } from './guardSchema.ts';

/**
 * The setting `guard`. Whoever wrote one wants to be guarded: of a mistyped one its model and every good field count, the
 * others being at their strictest; without a model it is a guard that can never be asked, and says why. `report` hears of
 * every mistake and says it in words.
 */
export function readGuard(value: unknown, report: (error: z.ZodError) => string): GuardSetup | undefined {
  if (value === undefined || value === null) return undefined;
  const parsed = guardSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const fault = say('its setting cannot be used: {0}', report(parsed.error));
  const known = goodFields(value);
  if ('model' in known) return guardSchema.parse(known);
  return { ...guardSchema.parse({ model: 'switchyard/guard' }), model: 'switchyard.guard', fault };
}

function goodFields(value: unknown): Record<string, unknown> {
  const entries = Object.entries(Object(value) as Record<string, unknown>);
  const fields = new Map<string, z.ZodType>(Object.entries(guardSchema.shape));
  return Object.fromEntries(entries.filter(([key, field]) => fields.get(key)?.safeParse(field).success));
}
