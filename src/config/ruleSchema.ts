import * as z from 'zod';
import { DIFFICULTIES, TASKS } from '../core/chat/task.ts';
import { answerSettings } from './answerSettings.ts';
import { DIFFICULTY_WORDS, explainedEnum, TASK_WORDS } from './enumWords.ts';
import { modelId } from './modelIdSchema.ts';
import { oneOrMore } from './oneOrMore.ts';

const text = z.string().min(1);
const tokens = z.int().min(0);
const share = z.number().min(0).max(1);
const turn = z.int().min(1);
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 22:30');

const conditions = z.strictObject({
  task: oneOrMore(explainedEnum(TASKS, TASK_WORDS))
    .optional()
    .describe('What is asked for: a task, or a list of them.'),
  difficulty: oneOrMore(explainedEnum(DIFFICULTIES, DIFFICULTY_WORDS))
    .optional()
    .describe('How capable a model it needs: one difficulty, or a list.'),
  minConfidence: share.optional().describe('The task was recognised at least so surely, from 0 to 1.'),
  maxConfidence: share.optional().describe('The task was recognised at most so surely, from 0 to 1.'),
  language: oneOrMore(z.string().regex(/^[a-z]{2,3}$/, 'must be a code such as en or de'))
    .optional()
    .describe('The language that the question is written in, as a code such as en or de; or a list.'),
  languageId: oneOrMore(text).optional().describe("The editor's language id, for example python; or a list."),
  files: oneOrMore(text)
    .optional()
    .describe(
      'A pattern such as src/**/*.sql, or a list: it fits one of the files that are attached, selected in or changed.',
    ),
  minInputTokens: tokens.optional().describe('At least so many tokens are sent.'),
  maxInputTokens: tokens.optional().describe('At most so many tokens are sent.'),
  images: z.boolean().optional().describe('Whether a picture is sent along.'),
  minTurn: turn.optional().describe('From this question of a chat on; the first is 1.'),
  maxTurn: turn.optional().describe('Up to this question of a chat; the first is 1.'),
  fromTime: time.optional().describe('From this time on by your clock, for example 22:00. It may go over midnight.'),
  toTime: time.optional().describe('Before this time by your clock, for example 06:00.'),
  trusted: z.boolean().optional().describe('Whether you trust the workspace.'),
  branch: oneOrMore(text)
    .optional()
    .describe('The Git branch that is checked out, in which * stands for anything: release/*; or a list.'),
});

/** One entry of `switchyard.rules`: when it holds, and what follows. */
export const ruleSchema = z
  .strictObject({
    when: conditions.describe('All of these must hold. What is not known, such as a branch outside of Git, does not.'),
    use: z.array(modelId).min(1).optional().describe('Asked first, in this order; the route of the task comes after.'),
    avoid: z
      .array(z.string().regex(/^\S+$/, 'must be PROVIDER/MODEL, in which * stands for anything'))
      .min(1)
      .optional()
      .describe('Never asked: models as PROVIDER/MODEL, in which * stands for anything, for example deepseek/*.'),
    ...answerSettings,
    prompt: text
      .optional()
      .describe('The variant of the prompts: concise, thorough, or a name from switchyard.prompts.'),
  })
  .refine((rule) => Object.keys(rule).length > 1, 'must say what follows: use, avoid, temperature, …');
