import { checkForm } from '../checks/checkForm.ts';
import { checkRefusal } from '../checks/checkRefusal.ts';
import type { Finding } from '../checks/finding.ts';
import { say } from '../words.ts';
import type { AttemptTools } from './attemptTools.ts';
import type { HeldAnswer } from './heldAnswer.ts';
import type { Plan } from './strategy.ts';

/** The checks that ask no model. */
export const FREE_CHECKS = ['refusal', 'form', 'editor'] as const;
export type FreeCheck = (typeof FREE_CHECKS)[number];

/** What a check that asks no model finds in an answer; undefined where it has nothing to say of this one. */
export async function freeFinding(
  check: FreeCheck,
  { plan, draft }: { readonly plan: Plan; readonly draft: HeldAnswer },
  { checkCode }: Pick<AttemptTools, 'checkCode'>,
  signal: AbortSignal,
): Promise<Finding | undefined> {
  const { text, outcome } = draft;
  const { context } = plan.request;
  // What must be JSON of a schema was checked where it came in.
  const isFree = plan.parameters.structured === undefined;
  switch (check) {
    case 'refusal': {
      const finishReason = outcome.type === 'answered' ? outcome.end.finishReason : 'stop';
      return checkRefusal({ text, finishReason, task: plan.classification.task });
    }
    case 'form':
      return isFree ? checkForm(text, context.files ?? []) : undefined;
    case 'editor': {
      if (checkCode === undefined || !isFree) return undefined;
      const { looked, newErrors } = await checkCode(text, context, signal);
      if (!looked) return undefined;
      if (newErrors.length === 0) return { score: 1 };
      return { score: 0, evidence: say('the editor finds new errors: {0}', newErrors.join('; ')) };
    }
  }
}
