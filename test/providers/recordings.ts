import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Replay } from './replay.ts';

/** Recorded traffic that lies beside the repository, not in it: third parties' data that must not be copied. */
const FOLDER = join(import.meta.dirname, '../../../shared/streams');

/** Why tests over recordings are skipped; undefined where they run. */
export const missing = existsSync(FOLDER) ? undefined : `skipped: no recordings in ${FOLDER}`;
if (missing !== undefined) console.warn(missing);

const nullable = z.number().nullable();
const recordingSchema = z.object({
  name: z.string(),
  api: z.string(),
  status: z.number(),
  headers: z.record(z.string(), z.string()),
  features: z.array(z.string()),
  expect: z.object({
    text: z.string(),
    reasoning_text: z.string(),
    refusal: z.string().optional(),
    tool_calls: z.array(z.object({ name: z.string().nullable(), arguments_json: z.string().nullable() })),
    finish_reason_raw: z.string().nullable(),
    usage: z.object({ input: nullable, output: nullable, cached_input: nullable, reasoning: nullable }),
    error: z.object({ message: z.string().nullable() }).nullable(),
  }),
});

export type Recording = z.output<typeof recordingSchema> & { readonly replay: Replay };

/** The recordings of OpenAI's chat completions whose name has this prefix after the folder. */
export function recordings(...prefixes: readonly string[]): Recording[] {
  if (missing !== undefined) return [];
  return readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json') && prefixes.some((prefix) => file.includes(`/${prefix}`)))
    .sort()
    .map((file) => {
      const recording = recordingSchema.parse(JSON.parse(readFileSync(join(FOLDER, file), 'utf8')));
      const body = readFileSync(join(FOLDER, file.replace(/\.json$/, '.body')));
      const { status, headers } = recording;
      return { ...recording, replay: { status, headers, body } };
    })
    .filter(({ api }) => api === 'openai-chat');
}
