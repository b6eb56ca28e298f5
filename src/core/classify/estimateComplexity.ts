import type { RequestContext } from '../chat/requestContext.ts';
import type { Difficulty, Task } from '../chat/task.ts';
import { say } from '../words.ts';
import type { ComplexityModel } from './complexity/complexityModel.ts';
import { complexityReasons } from './complexity/complexityReasons.ts';
import { difficultyOf, MODERATE_FROM } from './complexity/difficultyOf.ts';
import { traitsOf } from './complexity/traits.ts';
import { weighTraits } from './complexity/weighTraits.ts';

/** Requests of fewer words than this say little by themselves: what their task usually needs speaks as well. */
const TELLING_WORDS = 6;
/** In logits, by judgement: nothing that was learnt from had files or problems beside it. */
const PER_FILES = 0.18;
const PER_PROBLEMS = 0.15;
const USUAL_FILE = 3000;

/** The estimated need for a strong model, 0…1 and never rounded, its class, and what spoke for it. */
export function estimateComplexity(
  prompt: string,
  context: RequestContext,
  task: Task,
  model: ComplexityModel,
): { complexity: number; difficulty: Difficulty; reasons: string[] } {
  const traits = traitsOf(prompt, context);
  const own = weighTraits(model.heads[traits.kind], traits);
  const said = Math.min(1, traits.wordCount / TELLING_WORDS);
  const material = attachedLength(context);
  const problems = context.diagnostics?.length ?? 0;
  const logit =
    own * said +
    model.tasks[task] * (1 - said) +
    PER_FILES * Math.log1p(material / USUAL_FILE) +
    PER_PROBLEMS * Math.log1p(problems);
  const complexity = 1 / (1 + Math.exp(-logit));
  const reasons = complexity < MODERATE_FROM ? [] : complexityReasons(model, traits);
  if (material > 2 * USUAL_FILE) reasons.push(say('a lot of material'));
  if (problems > 3) reasons.push(say('many problems'));
  return { complexity, difficulty: difficultyOf(complexity), reasons };
}

function attachedLength({ selection = '', selections = [], files = [], notes = [] }: RequestContext): number {
  return [...selections, ...files, ...notes].reduce((sum, { text }) => sum + text.length, selection.length);
}
