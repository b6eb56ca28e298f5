import type { DecisionEvent } from '../chat/chatEvent.ts';
import type { SwitchyardError } from '../chat/errors.ts';
import type { Setup } from '../routing/setup.ts';
import type { Plan } from '../strategies/strategy.ts';
import { say } from '../words.ts';
import { type Ask, Guard } from './guard.ts';
import type { Verdict } from './guardSetup.ts';
import { UNGUARDED } from './unguarded.ts';

/** The guard of a request; undefined where there is none, and for what nobody reads. */
export function guardOf(plan: Plan, { guard }: Setup, ask: Ask): Guard | undefined {
  return guard === undefined || UNGUARDED.has(plan.request.source) ? undefined : new Guard(guard, plan, ask);
}

function verdictWords(model: string, verdict: Verdict): string {
  switch (verdict.type) {
    case 'safe':
      return say('the guard {0} called the question safe', model);
    case 'unsafe':
      return say('the guard {0} called the question unsafe ({1})', model, verdict.categories.join(', '));
    case 'unavailable':
      return say('the guard {0} could not be asked ({1})', model, verdict.reason);
  }
}

/** The decision with the guard's verdict on the question, and why nothing may be sent if that is so. */
export async function judgeQuestion(
  event: DecisionEvent,
  guard: Guard | undefined,
  signal: AbortSignal,
): Promise<{ readonly event: DecisionEvent; readonly refusal?: SwitchyardError | undefined }> {
  if (!guard?.setup.check.includes('input') || event.targets.length === 0) return { event };
  const input = await guard.judgeInput(signal);
  return {
    event: {
      ...event,
      reasons: [...event.reasons, verdictWords(guard.setup.model, input)],
      guard: { model: guard.setup.model, input },
    },
    refusal: guard.refusal(input, 'input'),
  };
}
