import { measurePrompt } from '../accounting/promptMeasure.ts';
import { type JudgingCost, leastNano, worstCase } from '../accounting/worstCase.ts';
import { messageText } from '../chat/message.ts';
import type { ModelMemory } from '../ports/modelMemory.ts';
import { composeMessages } from '../prompt/composeMessages.ts';
import type { Setup } from '../routing/setup.ts';
import type { Plan } from '../strategies/strategy.ts';
import { guardRequest } from './guardRequest.ts';
import { OVERLAP, PIECE } from './pieces.ts';
import { UNGUARDED } from './unguarded.ts';

const CHARACTERS_PER_TOKEN = 4;

/** What has to be left for the guard where an answer is paid from a budget; undefined where it takes nothing, or nobody knows how much. */
export function judgingCost(
  plan: Plan,
  { guard, budget, models }: Setup,
  { memory }: { readonly memory: ModelMemory },
): JudgingCost | undefined {
  if (guard === undefined || budget === undefined || UNGUARDED.has(plan.request.source)) return undefined;
  const model = models.get(guard.model);
  if (model?.price === undefined || !guard.check.includes('output')) return undefined;
  const window = guard.onUnsafe === 'warn' ? PIECE - OVERLAP : guard.windowCharacters;
  const asked = plan.messages.findLast(({ role }) => role === 'user');
  const question = asked === undefined ? '' : messageText(asked).slice(0, PIECE);
  const answer = 'words '.repeat(Math.ceil((window + OVERLAP) / 6));
  const request = guardRequest(0, guard, { what: 'output', question, answer }, plan);
  const messages = composeMessages(request, 'extract');
  const parameters = request.parameters ?? {};
  const prompt = measurePrompt(messages, parameters);
  const lookNano = leastNano(worstCase({ model, messages, parameters, prompt }, model.price, memory.facts(model.id)));
  if (lookNano === 0) return undefined;
  return { lookNano, rate: Math.ceil((lookNano * 1_000_000 * CHARACTERS_PER_TOKEN) / window) };
}
