import type { RequestContext } from '../chat/requestContext.ts';
import type { Model } from '../models/model.ts';
import type { LearntFacts } from '../ports/modelMemory.ts';
import { questionMessage } from '../prompt/composeMessages.ts';
import { estimateFor } from './estimateTokens.ts';
import { measurePrompt } from './promptMeasure.ts';

/** About how many tokens a piece of context adds to a question for a model. */
export function contextTokens(context: RequestContext, model: Pick<Model, 'name'>, facts: LearntFacts = {}): number {
  const tokens = (piece: RequestContext) => estimateFor(model, measurePrompt([questionMessage('', piece)]), facts);
  return Math.max(0, tokens(context) - tokens({}));
}
