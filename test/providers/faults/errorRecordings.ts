import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

/** Recorded traffic that lies beside the repository, not in it: third parties' data that must not be copied. */
const FOLDER = join(import.meta.dirname, '../../../../shared/streams');

/** Why tests over recordings are skipped; undefined where they run. */
export const missing = existsSync(FOLDER) ? undefined : `skipped: no recordings in ${FOLDER}`;
if (missing !== undefined) console.warn(missing);

const recordingSchema = z.object({
  status: z.number(),
  headers: z.record(z.string(), z.string()),
  expect: z.object({ error: z.object({ message: z.string().nullable() }).nullable() }),
});

/** A recorded answer of any dialect. */
export interface ErrorRecording {
  readonly name: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** What it says went wrong; undefined for an answer without an error. */
  readonly message: string | undefined;
}

/** Every recording; `name` is its path without the ending. */
export function allRecordings(): ErrorRecording[] {
  if (missing !== undefined) return [];
  return readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => {
      const name = file.slice(0, -'.json'.length);
      const { status, headers, expect } = recordingSchema.parse(JSON.parse(readFileSync(join(FOLDER, file), 'utf8')));
      const body = readFileSync(join(FOLDER, `${name}.body`), 'utf8');
      return { name, status, headers, body, message: expect.error?.message ?? undefined };
    });
}
