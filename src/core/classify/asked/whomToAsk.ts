import { estimateUsd } from '../../accounting/estimateUsd.ts';
import type { ChatRequest } from '../../chat/chatRequest.ts';
import { accountOf } from '../../models/account.ts';
import type { Model } from '../../models/model.ts';
import type { Level } from '../../privacy/level.ts';
import { privacyRefusal } from '../../privacy/mayReceive.ts';
import type { Setup } from '../../routing/setup.ts';
import type { AttemptTools } from '../../strategies/attemptTools.ts';
import type { Classification } from '../classification.ts';
import { commandTask } from '../commandTask.ts';

/** What the question and its answer come to. */
const USUAL_TOKENS = { inputTokens: 400, outputTokens: 20 };
/** Nobody waits longer for it. */
export const MOST_MS = 1000;

/**
 * The model that is asked what a request is; undefined where nobody is: the user has not turned it on, its words say it, a gesture
 * or the request does, who answers does not hang on it, or a guard has to judge the question before anybody sees it.
 */
export function whomToAsk(
  request: ChatRequest,
  { confidence }: Pick<Classification, 'confidence'>,
  level: Level,
  setup: Setup,
  tools: Pick<AttemptTools, 'breaker' | 'habits'>,
): Model | undefined {
  const { recognition, guard } = setup;
  if (recognition === undefined || confidence >= recognition.below || isSettled(request)) return undefined;
  if (guard?.check.includes('input')) return undefined;
  const models = [...setup.models.values()].filter(({ id, provider }) => {
    return setup.providers.get(provider)?.ready && id !== guard?.model;
  });
  if (models.length < 2) return undefined;
  const mayBeAsked = models.filter((model) => {
    const provider = setup.providers.get(model.provider);
    if (provider === undefined || privacyRefusal(provider, level, setup.privacy) !== undefined) return false;
    return tools.breaker.openFor(model.id, accountOf(model, provider)) === undefined;
  });
  if (recognition.model !== 'cheapest') return mayBeAsked.find(({ id }) => id === recognition.model);
  const costs = (model: Model) => estimateUsd(model, USUAL_TOKENS) ?? Number.MAX_VALUE;
  // Who thinks first, or is known to need longer, would seldom be heard.
  const isSlow = (model: Model) => (tools.habits.firstMs(model.id) ?? (model.reasoning ? MOST_MS : 0)) >= MOST_MS;
  return mayBeAsked.toSorted((a, b) => Number(isSlow(a)) - Number(isSlow(b)) || costs(a) - costs(b))[0];
}

/** Whether something else says what a request is, or who answers it. */
function isSettled(request: ChatRequest): boolean {
  const { prompt, context, messages, history } = request;
  const isNamed = request.task !== undefined || request.model !== undefined || request.models !== undefined;
  const isPart = request.owner !== undefined || request.partial !== undefined;
  const isLoop = (messages ?? history).at(-1)?.role === 'tool';
  return isNamed || isPart || isLoop || prompt.trim() === '' || commandTask(context.command) !== undefined;
}
