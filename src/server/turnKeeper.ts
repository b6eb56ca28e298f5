import type { ChatEvent } from '../core/chat/chatEvent.ts';
import type { ChatMessage, MessagePart, VerbatimTurn } from '../core/chat/message.ts';

/** How many turns are remembered. */
const MOST_TURNS = 200;

interface Call {
  readonly id: string;
  readonly name: string;
  readonly arguments: string;
}

/**
 * Remembers turns that called tools in their vendors' own form: signed thinking and thought signatures have no place in
 * OpenAI's messages, and some vendors refuse the tools' results without them. In memory, the newest ones.
 */
export class TurnKeeper {
  readonly #turns = new Map<string, VerbatimTurn>();

  /** Watches an answer come, and keeps its turn if there is something to keep. */
  watch(): (event: ChatEvent) => void {
    let calls: Call[] = [];
    return (event) => {
      if (event.type === 'retract') calls = [];
      else if (event.type === 'toolCall') {
        const { index, id, name, argumentsDelta } = event;
        calls[index] = { id, name, arguments: (calls[index]?.arguments ?? '') + argumentsDelta };
      } else if (event.type === 'done' && event.verbatim !== undefined && calls.length > 0) {
        this.#keep(keyOf(calls.filter((call) => call !== undefined)), event.verbatim);
      }
    };
  }

  /** The messages, with the vendor's own form where a turn is remembered and says the same. */
  restore(messages: readonly ChatMessage[]): readonly ChatMessage[] {
    if (this.#turns.size === 0) return messages;
    return messages.map((message) => {
      const calls = message.parts.filter(isCall);
      const verbatim = calls.length === 0 ? undefined : this.#turns.get(keyOf(calls));
      return verbatim === undefined ? message : { ...message, verbatim };
    });
  }

  #keep(key: string, turn: VerbatimTurn): void {
    this.#turns.set(key, turn);
    const [oldest] = this.#turns.keys();
    if (this.#turns.size > MOST_TURNS && oldest !== undefined) this.#turns.delete(oldest);
  }
}

function isCall(part: MessagePart): part is MessagePart & { type: 'toolCall' } {
  return part.type === 'toolCall';
}

function keyOf(calls: readonly Call[]): string {
  return JSON.stringify(calls.map((call) => [call.id, call.name, call.arguments]));
}
