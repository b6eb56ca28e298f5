import process from 'node:process';
import { createInterface } from 'node:readline';
import * as z from 'zod';
import type { RequestContext } from '../core/chat/requestContext.ts';

const lineSchema = z.object({
  id: z.union([z.string(), z.number()]),
  prompt: z.string(),
  context: z
    .object({
      command: z.string().optional(),
      languageId: z.string().optional(),
      selection: z.string().optional(),
      diagnostics: z
        .array(z.union([z.string(), z.object({ message: z.string() }).transform((d) => d.message)]))
        .optional(),
      files: z.array(z.object({ path: z.string(), text: z.string() })).optional(),
      images: z.array(z.object({ mimeType: z.string(), base64: z.string() })).optional(),
    })
    .optional(),
});

/**
 * Reads JSON lines `{id, prompt, context?}` from stdin and prints what `answer` makes of each, in the same order. A line
 * that cannot be read is answered with its `error`, so that none is lost; the exit code is then 1.
 */
export async function answerPromptLines(
  answer: (prompt: string, context: RequestContext) => Record<string, unknown> | Promise<Record<string, unknown>>,
): Promise<number> {
  let code = 0;
  let number = 0;
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    if (line.trim() === '') continue;
    const parsed = parseLine(line);
    if (typeof parsed === 'string') {
      code = 1;
      process.stderr.write(`switchyard: line ${number}: ${parsed}\n`);
      process.stdout.write(`${JSON.stringify({ id: null, error: `line ${number}: ${parsed}` })}\n`);
    } else {
      const result = await answer(parsed.prompt, (parsed.context ?? {}) as RequestContext);
      process.stdout.write(`${JSON.stringify({ id: parsed.id, ...result })}\n`);
    }
  }
  return code;
}

function parseLine(line: string): z.output<typeof lineSchema> | string {
  let raw: unknown;
  try {
    raw = JSON.parse(line);
  } catch {
    return 'not JSON';
  }
  const parsed = lineSchema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  return `${issue?.path.join('.') ?? ''} ${issue?.message ?? 'unusable'}`.trim();
}
