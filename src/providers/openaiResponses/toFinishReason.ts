import type { FinishReason } from '../../core/chat/chatEvent.ts';
import { SwitchyardError } from '../../core/chat/errors.ts';
import { say } from '../../core/words.ts';

/**
 * How a response ended, by its status and the reason it is incomplete for (the `openai` package, Response.status);
 * undefined for one that is still going on. A response that failed without saying why is an error.
 */
export function toFinishReason(
  status: string | undefined,
  incompleteFor: string | undefined,
  calledTools: boolean,
): FinishReason | SwitchyardError | undefined {
  if (status === 'failed') return new SwitchyardError('server', say('the model failed in the middle of the answer'));
  if (status === 'cancelled') return new SwitchyardError('server', say('the provider cancelled the answer'));
  if (status !== 'completed' && status !== 'complete' && status !== 'incomplete') return undefined;
  if (incompleteFor === 'content_filter') return 'contentFilter';
  if (status === 'incomplete' || incompleteFor !== undefined) return 'length';
  return calledTools ? 'toolCalls' : 'stop';
}
