import * as z from 'zod';
import { TASKS } from '../core/chat/task.ts';
import { explainedEnum, TASK_WORDS } from './enumWords.ts';
import { oneOrMore } from './oneOrMore.ts';

const text = z.string().trim().min(1).max(50_000);

/** One entry of `switchyard.prompts`. */
export const promptSchema = z
  .strictObject({
    task: oneOrMore(explainedEnum(TASKS, TASK_WORDS))
      .optional()
      .describe(
        'For which tasks; it then stands at the end of the question. Without one it is of the system prompt, which all questions share.',
      ),
    models: oneOrMore(z.string().regex(/^\S+$/, 'must be a model, in which * stands for anything'))
      .optional()
      .describe('For which models only, for example anthropic/* or *qwen*; or a list.'),
    name: z.string().min(1).optional().describe('Only where a rule asks for it with "prompt".'),
    text: text.optional().describe("Stands instead of Switchyard's own words."),
    append: text.optional().describe("Stands after Switchyard's own words."),
  })
  .refine(({ text, append }) => text !== undefined || append !== undefined, 'must have "text" or "append"');
