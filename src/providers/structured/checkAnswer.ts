import type { AnswerChecker } from '../../core/ports/answerChecker.ts';

/** `readAnswer`, loaded with the first question that wants JSON: few do. */
export const checkAnswer: AnswerChecker = async (text, schema) => {
  const { readAnswer } = await import('./readAnswer.ts');
  return readAnswer(text, schema);
};
