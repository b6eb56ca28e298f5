import { type ChatMessage, textMessage } from '../chat/message.ts';

/** More of a faulty answer is not shown to the next model, in UTF-16 code units. */
const LONGEST = 16_000;

/** The question with a first answer and what spoke against it: the next model answers anew, and knows what to avoid. */
export function evidenceMessages(
  messages: readonly ChatMessage[],
  draft: string,
  evidence: string,
): readonly ChatMessage[] {
  const words = `A check found this fault in that answer: ${evidence}. Answer my question anew and completely, without this fault. Do not mention the earlier answer or the check.`;
  return [...messages, textMessage('assistant', draft.slice(0, LONGEST)), textMessage('user', words)];
}
