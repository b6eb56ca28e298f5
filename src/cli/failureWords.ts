import type { ErrorEvent } from '../core/chat/chatEvent.ts';
import type { ErrorKind } from '../core/chat/errors.ts';
import { comebackWords, failureTitle } from '../core/chat/failureTitle.ts';
import { keyVariable } from './envKeys.ts';

/** A failed request as a terminal tells it: who failed, what was said, and what mends it. */
export function failureWords({ error }: ErrorEvent): string {
  const { kind, message, attempts } = error;
  const [last] = attempts.slice(-1);
  if (last === undefined) return message;
  const models = new Set(attempts.map(({ model }) => model));
  if (models.size > 1) {
    const said = attempts.map((attempt) => `  ${attempt.model}: ${attempt.message}`);
    return [`None of the ${models.size} models answered.`, ...said].join('\n');
  }
  const words = [failureTitle(kind, last.model), sentence(message), comebackWords(error), remedy(kind, last.model)];
  return words.filter((part) => part !== '').join(' ');
}

function sentence(words: string): string {
  return /[.!?…]$/.test(words) ? words : `${words}.`;
}

function remedy(kind: ErrorKind, model: string): string {
  const provider = model.slice(0, model.indexOf('/'));
  switch (kind) {
    case 'auth':
      return `Put a key that is good into ${keyVariable(provider)}.`;
    case 'quota':
      return 'Add credit to the account, or ask another model with --model.';
    case 'modelNotFound':
      return 'Correct its name (PROVIDER/MODEL), or ask another model with --model.';
    case 'contextLength':
      return 'Shorten the prompt, or ask a model with a larger window with --model.';
    case 'contentFilter':
    case 'badRequest':
      return 'Change the prompt, or ask another model with --model.';
    case 'rateLimit':
    case 'overloaded':
    case 'server':
    case 'timeout':
    case 'network':
    case 'protocol':
      return 'Try again, or ask another model with --model.';
    case 'budget':
      return 'Raise switchyard.budget, or ask a cheaper model with --model.';
    case 'privacy':
    case 'cancelled':
    case 'noTarget':
      return '';
  }
}
