import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Api } from '../../src/core/models/preset.ts';
import type { Replay } from './replay.ts';

/** Recorded traffic that lies beside the repository, not in it: third parties' data that must not be copied. */
const FOLDER = join(import.meta.dirname, '../../../shared/streams');

/** Why tests over recordings are skipped; undefined where they run. */
export const missing = existsSync(FOLDER) ? undefined : `skipped: no recordings in ${FOLDER}`;
if (missing !== undefined) console.warn(missing);

const count = z.number().nullish();
const recordingSchema = z.object({
  name: z.string(),
  api: z.string(),
  status: z.number(),
  headers: z.record(z.string(), z.string()),
  features: z.array(z.string()),
  expect: z.object({
    text: z.string(),
    reasoning_text: z.string(),
    refusal: z.string().nullish(),
    tool_calls: z.array(z.object({ name: z.string().nullable(), arguments_json: z.string().nullable() })),
    finish_reason_raw: z.union([z.string(), z.number()]).nullable(),
    usage: z
      .object({
        input: count,
        output: count,
        cached_input: count,
        cache_write: count,
        reasoning: count,
        tool_use_prompt: count,
      })
      .nullable(),
    error: z.object({ message: z.string().nullish() }).nullable(),
    block_reason: z.string().nullish(),
  }),
});

export type Recording = z.output<typeof recordingSchema> & { readonly replay: Replay };

/** The names of dialects in the recordings. */
const RECORDED_AS: Partial<Record<Api, string>> = {
  'openai-chat': 'openai-chat',
  'anthropic-messages': 'anthropic-messages',
  gemini: 'gemini-generate',
  'openai-responses': 'openai-responses',
};

/** The recordings of a dialect whose name has one of these prefixes after the folder; all of them without a prefix. */
export function recordings(api: Api, ...prefixes: readonly string[]): Recording[] {
  if (missing !== undefined) return [];
  return readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .filter((file) => prefixes.length === 0 || prefixes.some((prefix) => file.includes(`/${prefix}`)))
    .sort()
    .map((file) => {
      const recording = recordingSchema.parse(JSON.parse(readFileSync(join(FOLDER, file), 'utf8')));
      const body = readFileSync(join(FOLDER, file.replace(/\.json$/, '.body')));
      const { status, headers } = recording;
      return { ...recording, replay: { status, headers, body } };
    })
    .filter((recording) => recording.api === RECORDED_AS[api]);
}
