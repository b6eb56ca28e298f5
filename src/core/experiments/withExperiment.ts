import type { ChatRequest } from '../chat/chatRequest.ts';
import type { Task } from '../chat/task.ts';
import type { Chain } from '../routing/chain.ts';
import type { Setup } from '../routing/setup.ts';
import { say } from '../words.ts';
import { drawArm } from './drawArm.ts';

/** Nobody says whether their answers are good. */
const UNJUDGED: ReadonlySet<ChatRequest['source']> = new Set<ChatRequest['source']>([
  'title',
  'guard',
  'recognition',
  'fireDrill',
]);

/**
 * The chain with the models of an experiment's arm first, where one runs for this task. A strategy chosen by hand, a rule that
 * names models and any other written strategy come before it. The rest of the chain stays behind, for when the arm fails.
 */
export function withExperiment(chain: Chain, request: ChatRequest, task: Task, { experiments }: Setup): Chain {
  const { strategy, rule } = chain;
  const isTaken = request.strategy !== undefined || rule?.use !== undefined || UNJUDGED.has(request.source);
  if (isTaken || (strategy !== undefined && strategy !== 'experiment')) return chain;
  const wanted = experiments.find(({ tasks }) => tasks.includes(task));
  const running =
    wanted ?? (strategy === 'experiment' ? experiments.find(({ tasks }) => tasks.length === 0) : undefined);
  const arm = running && drawArm(running, request.conversationId ?? request.id);
  if (running === undefined || arm === undefined) return chain;
  const reason = say('arm {0} of the experiment {1}', arm.name, running.name);
  const entries = arm.models.map((model) => ({ model, reason }));
  const others = chain.entries.filter(({ model }) => !arm.models.includes(model));
  return {
    ...chain,
    entries: [...entries, ...others],
    reason,
    written: true,
    arm: { experiment: running.name, arm: arm.name },
  };
}
