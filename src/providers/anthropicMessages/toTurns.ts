import type { ChatMessage, MessagePart } from '../../core/chat/message.ts';
import { argumentsObject } from '../argumentsJson.ts';
import { type Fields, toBlocks } from './toBlocks.ts';
import { verbatimBlocks } from './verbatimBlocks.ts';

/** A message as the vendor takes it. */
export interface Turn {
  readonly role: 'user' | 'assistant';
  readonly content: Fields[];
}

interface Options {
  /** Whether turns go back in the model's own form where they were kept. */
  readonly verbatim: boolean;
}

/** Stands where the vendor wants a word of the user's and there is none. */
const SILENCE: Fields = { type: 'text', text: '…' };

/**
 * A conversation without its system messages, under the vendor's rules (platform.claude.com/docs/en/api/messages and
 * /agents-and-tools/tool-use/handle-tool-calls): the first turn is the user's, roles take turns, and the results of all
 * calls stand at the beginning of the turn after them. A call without a result is said to have none; a result without
 * its call becomes text.
 */
export function toTurns(messages: readonly ChatMessage[], { verbatim }: Options): Turn[] {
  const builder = new TurnBuilder();
  for (const message of messages) {
    if (message.role === 'user') builder.push('user', toBlocks(message.parts));
    else if (message.role === 'tool') for (const part of message.parts) builder.result(part);
    else if (message.role === 'assistant') builder.assistant(message, verbatim ? verbatimBlocks(message) : undefined);
  }
  return builder.done();
}

class TurnBuilder {
  readonly #turns: Turn[] = [];
  readonly #usedIds = new Set<string>();
  /** Calls without a result so far: our id, and the one that is sent. */
  #open: { readonly id: string; readonly sent: string }[] = [];

  push(role: Turn['role'], blocks: readonly Fields[]): void {
    if (blocks.length === 0) return;
    const last = this.#turns.at(-1);
    if (last?.role === role) last.content.push(...blocks);
    else this.#turns.push({ role, content: [...blocks] });
  }

  assistant({ parts }: ChatMessage, verbatim: readonly Fields[] | undefined): void {
    this.#closeCalls();
    if (verbatim === undefined) {
      this.push(
        'assistant',
        parts.flatMap((part) => (part.type === 'toolCall' ? this.#call(part) : toText(part))),
      );
      return;
    }
    this.push('assistant', verbatim);
    for (const { type, id } of verbatim) if (type === 'tool_use') this.#openCall(String(id), String(id));
  }

  result(part: MessagePart): void {
    if (part.type !== 'toolResult') return;
    const content = toBlocks(part.content);
    const index = this.#open.findIndex(({ id }) => id === part.id);
    const [call] = index < 0 ? [] : this.#open.splice(index, 1);
    if (call === undefined) {
      this.push('user', [{ type: 'text', text: `[result of ${part.name || 'a tool'}]` }, ...content]);
      return;
    }
    this.#pushResult({
      type: 'tool_result',
      tool_use_id: call.sent,
      ...(content.length === 0 ? {} : { content }),
      ...(part.isError ? { is_error: true } : {}),
    });
  }

  done(): Turn[] {
    this.#closeCalls();
    if (this.#turns[0]?.role !== 'user') this.#turns.unshift({ role: 'user', content: [SILENCE] });
    return this.#turns;
  }

  #call({ id, name, arguments: input }: Extract<MessagePart, { type: 'toolCall' }>): Fields[] {
    // Other vendors' ids have other characters, and come again in later answers.
    const clean = id.replace(/[^a-zA-Z0-9_-]/g, '_') || 'call';
    let sent = clean;
    for (let copy = 2; this.#usedIds.has(sent); copy++) sent = `${clean}_${copy}`;
    this.#openCall(id, sent);
    return [{ type: 'tool_use', id: sent, name, input: argumentsObject(input) }];
  }

  #openCall(id: string, sent: string): void {
    this.#usedIds.add(sent);
    this.#open.push({ id, sent });
  }

  #closeCalls(): void {
    for (const { sent } of this.#open) {
      const content = [{ type: 'text', text: 'The call was not carried out.' }];
      this.#pushResult({ type: 'tool_result', tool_use_id: sent, content, is_error: true });
    }
    this.#open = [];
  }

  /** Before everything else that the user says in this turn. */
  #pushResult(result: Fields): void {
    const last = this.#turns.at(-1);
    const at = last?.role === 'user' ? last.content.findIndex(({ type }) => type !== 'tool_result') : -1;
    if (last === undefined || at < 0) this.push('user', [result]);
    else last.content.splice(at, 0, result);
  }
}

/** An assistant's turn holds no pictures. */
function toText(part: MessagePart): Fields[] {
  return part.type === 'text' ? toBlocks([part]) : [];
}
