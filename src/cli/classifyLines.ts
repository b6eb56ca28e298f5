import { recognise } from '../core/classify/recognise.ts';
import { answerPromptLines } from './promptLines.ts';

/** `classify`: recognises every prompt on stdin; needs no configuration. */
export function classifyLines(): Promise<number> {
  return answerPromptLines(async (prompt, context) => {
    const { task, difficulty, complexity, language, confidence } = await recognise({ prompt, context });
    return { task, difficulty, complexity, language, confidence };
  });
}
