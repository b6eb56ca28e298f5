import { readFileSync } from 'node:fs';
import * as z from 'zod';
import type { RequestContext } from '../core/chat/requestContext.ts';
import { DIFFICULTIES, TASKS } from '../core/chat/task.ts';
import type { WorkloadItem } from '../core/simulate/workload.ts';
import { UsageError } from './usageError.ts';

const tokens = z.number().int().nonnegative().optional();
const lineSchema = z.object({
  prompt: z.string().optional(),
  context: z.object({ command: z.string().optional(), languageId: z.string().optional() }).optional(),
  task: z.enum(TASKS).optional(),
  difficulty: z.enum(DIFFICULTIES).optional(),
  inputTokens: tokens,
  outputTokens: tokens,
  count: z.number().int().positive().optional(),
});

/** A line that cannot be used. */
export interface BadLine {
  readonly line: number;
  readonly message: string;
}

/** A workload's JSON lines, and those that cannot be used, each with what is wrong. Throws `UsageError` for the file itself. */
export function readWorkload(path: string): { items: WorkloadItem[]; bad: BadLine[] } {
  let text: string;
  try {
    text = readFileSync(path === '-' ? 0 : path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    throw new UsageError(`--workload ${path}: ${(error as Error).message}`);
  }
  const items: WorkloadItem[] = [];
  const bad: BadLine[] = [];
  for (const [at, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const item = itemOf(line);
    if (typeof item === 'string') bad.push({ line: at + 1, message: item });
    else items.push(item);
  }
  return { items, bad };
}

function itemOf(line: string): WorkloadItem | string {
  let raw: unknown;
  try {
    raw = JSON.parse(line);
  } catch {
    return 'not JSON';
  }
  const parsed = lineSchema.safeParse(raw);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return `${issue?.path.join('.') ?? ''} ${issue?.message ?? 'unusable'}`.trim();
  }
  const { prompt, context, task, difficulty, inputTokens, outputTokens, count } = parsed.data;
  const numbers = {
    ...(inputTokens === undefined ? {} : { inputTokens }),
    ...(outputTokens === undefined ? {} : { outputTokens }),
    ...(count === undefined ? {} : { count }),
  };
  if (prompt !== undefined) {
    return { asked: { by: 'prompt', prompt, context: (context ?? {}) as RequestContext }, ...numbers };
  }
  if (task === undefined || difficulty === undefined) return 'needs a prompt, or a task and a difficulty';
  return { asked: { by: 'class', task, difficulty }, ...numbers };
}
