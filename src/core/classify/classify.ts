import type { RequestContext } from '../chat/requestContext.ts';
import type { Task } from '../chat/task.ts';
import { say } from '../words.ts';
import type { Classification } from './classification.ts';
import type { ComplexityModel } from './complexity/complexityModel.ts';
import { detectLanguage } from './detectLanguage.ts';
import { estimateComplexity } from './estimateComplexity.ts';
import { recogniseTask } from './recogniseTask.ts';
import type { TaskReader } from './task/readTask.ts';

/** What was learnt from labelled requests. */
export interface Learnt {
  readonly complexity: ComplexityModel;
  readonly readTask: TaskReader;
}

/** Recognises the task, the difficulty and the language of a request from its words and the editor's facts. Pure. */
export function classify(prompt: string, context: RequestContext, learnt: Learnt, forcedTask?: Task): Classification {
  const recognised =
    forcedTask === undefined
      ? recogniseTask(prompt, context, learnt.readTask)
      : { task: forcedTask, confidence: 1, reasons: [say('the task was given')] };
  const { complexity, difficulty, reasons } = estimateComplexity(prompt, context, recognised.task, learnt.complexity);
  return {
    task: recognised.task,
    difficulty,
    complexity,
    language: detectLanguage(prompt),
    confidence: recognised.confidence,
    reasons: [...recognised.reasons, ...reasons],
  };
}
