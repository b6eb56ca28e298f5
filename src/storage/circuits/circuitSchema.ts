import * as z from 'zod';
import { ERROR_KINDS } from '../../core/chat/errors.ts';
import type { Circuit } from '../../core/ports/circuitStore.ts';

const moment = z.number();

const circuitSchema = z.object({
  samples: z.array(z.object({ at: moment, kind: z.enum([...ERROR_KINDS, 'ok']), count: z.int().positive() })),
  open: z
    .object({
      kind: z.enum(ERROR_KINDS),
      failures: z.int(),
      since: moment,
      at: moment,
      until: z.nullable(moment),
      keyPrint: z.string().exactOptional(),
      probe: z.object({ by: z.string(), until: moment }).exactOptional(),
    })
    .exactOptional(),
});

/** A circuit from its JSON; undefined where another version wrote something else. */
export function readCircuit(state: string): Circuit | undefined {
  try {
    return circuitSchema.parse(JSON.parse(state));
  } catch {
    return undefined;
  }
}
