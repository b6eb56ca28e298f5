import type { Problem } from '../protocol/answer.ts';
import { collectAnswer, type OnceQuestion } from './collectAnswer.ts';
import type { Engine } from './engine.ts';
import type { SignedAnswer } from './learnt/signKeeper.ts';
import { problemOf } from './userWords.ts';

/** How a question outside the chat ended. */
export type OnceAnswer =
  | { readonly type: 'answered'; readonly text: string; readonly whole: boolean; readonly signed: SignedAnswer }
  | { readonly type: 'stopped' }
  | { readonly type: 'failed'; readonly problem: Problem };

/** Asks one question outside the chat; what went wrong comes in the user's words. `onText` gets all text so far. */
export async function askOnce(
  engine: Engine,
  question: OnceQuestion,
  signal: AbortSignal,
  onText?: (text: string) => void,
): Promise<OnceAnswer> {
  const { text, end, signed } = await collectAnswer(question, engine, signal, onText);
  const problem = end && problemOf(end, ![...engine.setup.providers.values()].some(({ ready }) => ready));
  if (problem !== undefined) return { type: 'failed', problem };
  if (end?.type !== 'done') return { type: 'stopped' };
  return { type: 'answered', text, whole: end.finishReason === 'stop', signed };
}
