import type { ChatRequest } from '../../chat/chatRequest.ts';
import type { Classification } from '../classification.ts';
import { COMPLEX_FROM, difficultyOf, MODERATE_FROM } from '../complexity/difficultyOf.ts';
import { loadComplexityModel } from '../complexity/loadComplexityModel.ts';
import { estimateComplexity } from '../estimateComplexity.ts';
import type { Kind } from './kind.ts';

/** How sure a small model's word is, by judgement: where it is asked, the words alone are at odds. */
const SURE = 0.75;
/** The least and the most complexity that a class has. */
const BOUNDS = {
  simple: [0, MODERATE_FROM - 0.001],
  moderate: [MODERATE_FROM, COMPLEX_FROM - 0.001],
  complex: [COMPLEX_FROM, 1],
} as const;

/** A classification with what a model said of the request; `words` say so. Its complexity is the nearest one of that class. */
export async function withKind(
  own: Classification,
  kind: Kind,
  { prompt, context }: Pick<ChatRequest, 'prompt' | 'context'>,
  words: string,
): Promise<Classification> {
  const { task } = kind;
  const estimated = task === own.task ? own : estimateComplexity(prompt, context, task, await loadComplexityModel());
  const difficulty = kind.difficulty ?? difficultyOf(estimated.complexity);
  const [least, most] = BOUNDS[difficulty];
  return {
    ...own,
    task,
    difficulty,
    complexity: Math.min(most, Math.max(least, estimated.complexity)),
    confidence: Math.max(own.confidence, SURE),
    reasons: [words, ...estimated.reasons],
  };
}
