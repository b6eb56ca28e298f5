import type { ChatRequest } from '../chat/chatRequest.ts';
import type { LeakDetector } from '../ports/leakDetector.ts';
import { composeMessages } from '../prompt/composeMessages.ts';
import type { ProviderSetup } from '../routing/setup.ts';
import { examinedTexts } from './examinedTexts.ts';
import { privacyRefusal } from './mayReceive.ts';
import { Placeholders } from './placeholders.ts';
import type { PrivacyRules } from './privacyRules.ts';
import { type Judgement, judge } from './sensitivity.ts';

/** How much a request has to lose, and what stands for those parts of it that are not sent. */
export interface Examination {
  readonly judgement: Omit<Judgement, 'hidden'>;
  readonly placeholders: Placeholders;
}

/**
 * Looks through everything that a request would send. One that is stopped meanwhile is left unexamined: it is sent to
 * nobody.
 */
export async function examine(
  request: ChatRequest,
  rules: PrivacyRules,
  detect: LeakDetector,
  signal: AbortSignal,
): Promise<Examination> {
  const { secrets, personalData } = rules.detect;
  if (secrets === 'off' && personalData === 'off') return glance(request, rules);
  // The hints that a task adds are our own.
  const messages = composeMessages(request, 'chat');
  const texts = examinedTexts(request, messages);
  try {
    const { hidden, ...judgement } = judge(messages, await detect(texts, signal), rules, request.privacy);
    const mayHaveAll = (provider: ProviderSetup) => privacyRefusal(provider, judgement.unredacted, rules) === undefined;
    return { judgement, placeholders: new Placeholders(hidden, texts, mayHaveAll) };
  } catch (error) {
    // The first attempt says that it was stopped.
    if (signal.aborted) return glance(request, rules);
    throw error;
  }
}

/** What can be told without looking through the words: of a draft that nobody sends yet. */
export function glance(request: ChatRequest, rules: PrivacyRules): Examination {
  const { hidden: _, ...judgement } = judge(composeMessages(request, 'chat'), [], rules, request.privacy);
  return { judgement, placeholders: new Placeholders([], []) };
}
