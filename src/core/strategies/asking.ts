import type { SwitchyardError } from '../chat/errors.ts';
import { missingFields } from '../models/missingFields.ts';
import { takesPrefill } from '../models/takesPrefill.ts';
import type { ModelMemory } from '../ports/modelMemory.ts';
import { continuationMessages, prefilledMessages } from '../prompt/continuation.ts';
import { Seam } from '../prompt/seam.ts';
import type { Candidate } from '../routing/candidates.ts';
import type { Asked, Progress } from './progress.ts';

/** How a candidate is asked now: for the answer, or for the rest of it where some stands already. */
export function askedOf(candidate: Candidate, progress: Progress, memory: ModelMemory): Asked {
  return { candidate, without: leftOut(candidate, progress, memory), ...messagesFor(candidate, progress, memory) };
}

/** The fields to leave out: what the model is known to refuse, what it refused just now, and what its API does not have. */
function leftOut({ model, provider }: Candidate, { refused, plan }: Progress, memory: ModelMemory): string[] {
  const known = memory.facts(model.id).refusedFields ?? [];
  // A stop sequence is seen to here.
  const missing = missingFields(provider.api, plan.parameters).filter((name) => name !== 'stop');
  return [...new Set([...known, ...refused, ...missing])];
}

/**
 * A model that is known to take it is given the beginning of the answer as its own, any other is asked in words to go on.
 * A beginning without a word is not worth mentioning.
 */
function messagesFor(
  { model, provider }: Candidate,
  { plan, text, refusedPrefill }: Progress,
  memory: ModelMemory,
): Pick<Asked, 'messages' | 'continues' | 'prefilled'> {
  const own = plan.prompts.messages(model);
  if (text.trim() === '') return { messages: own, continues: false, prefilled: false };
  const tooled = (plan.parameters.tools?.length ?? 0) > 0;
  // Mistral takes no beginning beside tools (github.com/mistralai/client-python/issues/186).
  const prefilled = !refusedPrefill && !tooled && takesPrefill(model, provider, memory.facts(model.id));
  const messages = prefilled ? prefilledMessages(own, text) : continuationMessages(own, text);
  return { messages, continues: true, prefilled };
}

/** Where what is said joins what stands; undefined where nothing stands. */
export function seamFor({ text }: Progress, { continues, prefilled }: Asked): Seam | undefined {
  return text === '' ? undefined : new Seam(text, { prefilled, trimmed: prefilled || !continues });
}

/**
 * Leaves out what this model refuses, asks for no more than it writes, or asks in words to go on: asking it again is then
 * no second try. False where nothing can be mended.
 */
export function mendRequest(progress: Progress, error: SwitchyardError, memory: ModelMemory): boolean {
  if (refusesPrefill(progress, error, memory)) {
    progress.refusedPrefill = true;
    return true;
  }
  const { refusedField, maxOutputTokens } = error.details;
  if (refusedField === undefined || progress.asked?.without.includes(refusedField)) return false;
  const clamped = maxOutputTokens !== undefined && !progress.clamped;
  if (clamped) progress.clamped = true;
  else progress.refused = [...progress.refused, refusedField];
  return true;
}

/** What vendors say of a conversation that ends with an assistant's message. */
const PREFILL_REFUSAL =
  /prefill|end with (?:a |an )?(?:user|human)|expected last role|last (?:message|role)|(?:assistant|model) (?:message|turn|prefix)|continue_final_message/i;

/** Whether an error may only mean that an answer was begun for the model; what it says in so many words is remembered. */
function refusesPrefill({ asked }: Progress, error: SwitchyardError, memory: ModelMemory): boolean {
  if (!asked?.prefilled || error.details.refusedField !== undefined) return false;
  const says = PREFILL_REFUSAL.test(error.message);
  if (says) memory.learn(asked.candidate.model.id, { prefill: false });
  return says || error.kind === 'badRequest';
}
