import { classify } from '../core/classify/classify.ts';
import { answerPromptLines } from './promptLines.ts';

/** `classify`: recognises every prompt on stdin; needs no configuration. */
export function classifyLines(): Promise<number> {
  return answerPromptLines((prompt, context) => {
    const { task, difficulty, complexity, language, confidence } = classify(prompt, context);
    return { task, difficulty, complexity, language, confidence };
  });
}
