import type { ChatMessage } from '../../core/chat/message.ts';
import type { Part } from './isPart.ts';
import { type AwaitedCall, modelTurn } from './modelTurn.ts';
import { resultTurns } from './resultTurns.ts';
import { userParts } from './userParts.ts';

/** One turn of a conversation as Gemini takes it. */
export interface Content {
  readonly role: 'user' | 'model';
  readonly parts: readonly Part[];
}

/** What stands in for a turn that Gemini insists on and nobody took. */
const NOTHING = '…';
const GO_ON = 'Continue.';

/** From here on the last turn must be the user's (ai.google.dev/gemini-api/docs/latest-model, "Prefilling model turns"). */
const WITHOUT_PREFILL = 3.5;

/** Vouches for calls that another model made (ai.google.dev/gemini-api/docs/thought-signatures, FAQs). */
const UNSIGNED = 'skip_thought_signature_validator';

/**
 * A conversation as Gemini takes it: never empty, the user's turn first, none without parts, each call answered right
 * after its turn, and in the current turn every step's first call signed. System messages are left out.
 */
export function toContents(messages: readonly ChatMessage[], generation: number): Content[] {
  const contents: Content[] = [];
  let awaited: readonly AwaitedCall[] = [];
  const add = (role: Content['role'], parts: readonly Part[]) => {
    const last = contents.at(-1);
    if (parts.length === 0) return;
    if (last?.role !== role || answers(last) || answers({ role, parts })) contents.push({ role, parts });
    else contents.splice(-1, 1, { role, parts: [...last.parts, ...parts] });
  };
  const answer = (results: readonly ChatMessage[]) => {
    const parts = results.flatMap((message) => message.parts.filter((part) => part.type === 'toolResult'));
    for (const turn of resultTurns(awaited, parts, generation)) add('user', turn);
    awaited = [];
  };
  for (const group of groupsOf(messages)) {
    const role = group[0]?.role;
    answer(role === 'tool' ? group : []);
    if (role === 'user') {
      const parts = group.flatMap((message) => userParts(message.parts));
      add('user', parts);
    } else if (role === 'assistant') {
      const turns = group.map((message) => modelTurn(message, generation));
      const parts = turns.flatMap((turn) => turn.parts);
      add('model', parts);
      awaited = turns.flatMap(({ calls }) => calls);
    }
  }
  answer([]);
  if (contents[0]?.role !== 'user') contents.unshift(said(NOTHING));
  if (contents.at(-1)?.role === 'model' && generation >= WITHOUT_PREFILL) contents.push(said(GO_ON));
  return generation >= 3 ? signed(contents) : contents;
}

/** Runs of messages of the same role, those left out that say nothing. */
function groupsOf(messages: readonly ChatMessage[]): ChatMessage[][] {
  const groups: ChatMessage[][] = [];
  for (const message of messages) {
    const isEmpty = message.parts.every((part) => part.type === 'text' && part.text === '');
    if (message.role === 'system' || (isEmpty && message.verbatim === undefined)) continue;
    const last = groups.at(-1);
    if (last?.[0]?.role === message.role) last.push(message);
    else groups.push([message]);
  }
  return groups;
}

/** The current turn is what follows the last words of the user; earlier ones are not looked at. */
function signed(contents: readonly Content[]): Content[] {
  const start = contents.findLastIndex((content) => content.role === 'user' && !answers(content));
  return contents.map((content, at) => {
    if (at < start || content.role === 'user') return content;
    const first = content.parts.findIndex((part) => part.functionCall !== undefined);
    if (first < 0 || content.parts[first]?.thoughtSignature !== undefined) return content;
    const call: Part = { ...content.parts[first], thoughtSignature: UNSIGNED };
    return { ...content, parts: content.parts.with(first, call) };
  });
}

/** Results stand alone. */
function answers({ parts }: Content): boolean {
  return parts[0]?.functionResponse !== undefined;
}

function said(text: string): Content {
  return { role: 'user', parts: [{ text }] };
}
