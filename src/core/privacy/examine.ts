import type { ChatRequest } from '../chat/chatRequest.ts';
import type { ChatMessage } from '../chat/message.ts';
import type { Examined, LeakDetector } from '../ports/leakDetector.ts';
import { composeMessages } from '../prompt/composeMessages.ts';
import type { ProviderSetup } from '../routing/setup.ts';
import { examinedTexts, textsOf } from './examinedTexts.ts';
import { privacyRefusal } from './mayReceive.ts';
import { Placeholders } from './placeholders.ts';
import { type PrivacyRules, type Redaction, stricterRedaction } from './privacyRules.ts';
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
    const examined = withRedaction(await detect(texts, signal), texts, messages);
    const { hidden, ...judgement } = judge(messages, examined, rules, request.privacy);
    const mayHaveAll = (provider: ProviderSetup) => privacyRefusal(provider, judgement.unredacted, rules) === undefined;
    return { judgement, placeholders: new Placeholders(hidden, texts, mayHaveAll) };
  } catch (error) {
    // The first attempt says that it was stopped.
    if (signal.aborted) return glance(request, rules);
    throw error;
  }
}

/** What was found in each text, with what its message's reader had replaced in it. */
function withRedaction(
  examined: readonly Examined[],
  texts: readonly string[],
  messages: readonly ChatMessage[],
): (Examined & { readonly redact?: Redaction })[] {
  const redactions = new Map<string, Redaction>();
  for (const message of messages) {
    if (message.redact === undefined) continue;
    for (const text of textsOf(message)) redactions.set(text, stricterRedaction(message.redact, redactions.get(text)));
  }
  return examined.map((one, index) => {
    const redact = redactions.get(texts[index] ?? '');
    return redact === undefined ? one : { ...one, redact };
  });
}

/** What can be told without looking through the words: of a draft that nobody sends yet. */
export function glance(request: ChatRequest, rules: PrivacyRules): Examination {
  const { hidden: _, ...judgement } = judge(composeMessages(request, 'chat'), [], rules, request.privacy);
  return { judgement, placeholders: new Placeholders([], []) };
}
