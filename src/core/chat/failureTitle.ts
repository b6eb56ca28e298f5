import { durationWords } from '../durationWords.ts';
import { say } from '../words.ts';
import type { ErrorKind } from './errors.ts';

/** What a failed request came to, in one sentence that names the model. */
export function failureTitle(kind: ErrorKind, model: string): string {
  switch (kind) {
    case 'auth':
      return say('{0} did not accept the key.', model);
    case 'quota':
      return say('{0}: the account is out of credit.', model);
    case 'rateLimit':
      return say('{0} takes no more requests for now.', model);
    case 'overloaded':
      return say('{0} is overloaded.', model);
    case 'server':
      return say('{0} failed on its side.', model);
    case 'timeout':
      return say('{0} took too long.', model);
    case 'network':
      return say('{0} could not be reached.', model);
    case 'contextLength':
      return say('The request is too long for {0}.', model);
    case 'contentFilter':
      return say('{0} refused the content.', model);
    case 'modelNotFound':
      return say('{0} does not exist at its provider.', model);
    case 'badRequest':
      return say('{0} did not understand the request.', model);
    case 'protocol':
      return say('The answer of {0} broke off.', model);
    case 'budget':
      return say('The budget does not allow this.');
    case 'privacy':
      return say('No model may see this.');
    case 'cancelled':
      return say('Stopped.');
    case 'noTarget':
      return say('No model can take this request.');
  }
}

/** When the first of several models that all failed can be asked again, where that is known. */
export function firstBackWords(backInMs: number | undefined): string {
  return backInMs === undefined ? '' : say('The first can be asked again in {0}.', durationWords(backInMs));
}

/** When the vendor wants to be asked again, where it said so and waiting for it makes sense. */
export function comebackWords({ retryAfterMs }: { readonly retryAfterMs?: number | undefined }): string {
  if (retryAfterMs === undefined || retryAfterMs <= 0) return '';
  return say('It can be asked again in {0}.', durationWords(retryAfterMs));
}
