import { readFile } from 'node:fs/promises';
import * as z from 'zod/mini';
import type { HistoryEntry, Stamp } from '../../storage/history/historyEntry.ts';
import { newerSchema } from '../chat/chatFile.ts';
import { titleOf } from '../chat/titleOf.ts';

/** What a later version will hardly do without; where it does, that is left out. */
const known = z.object({
  title: z.catch(z.nullable(z.string()), null),
  createdAt: z.catch(z.nullable(z.number()), null),
  updatedAt: z.catch(z.nullable(z.number()), null),
  archived: z.catch(z.boolean(), false),
  pinned: z.catch(z.boolean(), false),
  workspace: z.catch(z.nullable(z.object({ key: z.string(), name: z.string() })), null),
  turns: z.catch(z.array(z.unknown()), []),
});
const questionSchema = z.object({ role: z.literal('user'), text: z.string() });

/** What the list tells of a chat that a newer Switchyard wrote; undefined where the file is none. */
export async function newerEntry(id: string, file: string, { mtimeMs }: Stamp): Promise<HistoryEntry | undefined> {
  const text = await readFile(file, 'utf8').catch(() => '');
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return undefined;
  }
  const found = newerSchema.safeParse(raw).success ? known.safeParse(raw).data : undefined;
  if (found === undefined) return undefined;
  const { title, turns, createdAt, updatedAt, ...kept } = found;
  const asked = turns.flatMap((turn) => questionSchema.safeParse(turn).data ?? []);
  return {
    ...kept,
    id,
    title: titleOf({ title, turns: asked }),
    ...{ question: '', text: '', models: [], tasks: [], newer: true },
    createdAt: createdAt ?? mtimeMs,
    updatedAt: updatedAt ?? mtimeMs,
  };
}
