import { isDeepStrictEqual } from 'node:util';
import type { Answer } from '../../protocol/answer.ts';
import type { PanelMessage } from '../../protocol/panelState.ts';

/** As much as a panel takes in one message without a pause that a reader would feel. */
const MOST_MESSAGES = 60;
const MOST_CHARACTERS = 250_000;

/** What one panel does not know yet of its conversation. */
export interface Difference {
  /** Every message there is now; absent where that has not changed. */
  readonly order?: string[];
  readonly changed: PanelMessage[];
}

/**
 * What one panel has been told of the conversation it shows, so that it is told only what is new. A long conversation is
 * told in parts, the newest first. Answers are compared by identity before anything else: they are replaced, never changed.
 */
export class PanelMirror {
  #known = new Map<string, PanelMessage>();
  #order: readonly string[] = [];
  /** Messages the panel has not been told of for the first time, oldest first. */
  #waiting: string[] = [];

  /** Forgets everything: the panel is new, or shows another conversation. Returns its newest messages. */
  restart(messages: readonly PanelMessage[]): { order: string[]; messages: PanelMessage[] } {
    this.#known = new Map();
    this.#order = messages.map(({ id }) => id);
    this.#waiting = [...this.#order];
    return { order: [...this.#order], messages: this.#takeNewest(messages) };
  }

  /** The next older messages that the panel has never seen, or undefined when it knows all. */
  earlier(messages: readonly PanelMessage[]): Difference | undefined {
    const changed = this.#takeNewest(messages);
    return changed.length === 0 ? undefined : { changed };
  }

  /** What is different from what the panel knows, or undefined where nothing is. */
  difference(messages: readonly PanelMessage[]): Difference | undefined {
    const order = messages.map(({ id }) => id);
    const sameOrder = isDeepStrictEqual(order, this.#order);
    const waiting = new Set(this.#waiting);
    const changed = messages.filter(
      (message) => !waiting.has(message.id) && !isSame(this.#known.get(message.id), message),
    );
    if (sameOrder && changed.length === 0) return undefined;
    this.#order = order;
    const left = new Set(order);
    this.#waiting = this.#waiting.filter((id) => left.has(id));
    for (const id of [...this.#known.keys()]) if (!left.has(id)) this.#known.delete(id);
    for (const message of changed) this.#known.set(message.id, message);
    return { changed, ...(sameOrder ? {} : { order }) };
  }

  /** The panel comes to this answer by the events it is sent. */
  follow(id: string, answer: Answer): void {
    const message = this.#known.get(id);
    if (message?.role === 'assistant') this.#known.set(id, { ...message, answer });
  }

  #takeNewest(messages: readonly PanelMessage[]): PanelMessage[] {
    const waiting = new Set(this.#waiting);
    const taken: PanelMessage[] = [];
    let characters = 0;
    for (const message of messages.filter(({ id }) => waiting.has(id)).reverse()) {
      characters += lengthOf(message);
      if (taken.length >= MOST_MESSAGES || (taken.length > 0 && characters > MOST_CHARACTERS)) break;
      taken.unshift(message);
    }
    for (const message of taken) {
      this.#known.set(message.id, message);
      waiting.delete(message.id);
    }
    this.#waiting = this.#waiting.filter((id) => waiting.has(id));
    return taken;
  }
}

function lengthOf(message: PanelMessage): number {
  return message.role === 'user' ? message.text.length : message.answer.text.length + message.answer.reasoning.length;
}

function isSame(known: PanelMessage | undefined, message: PanelMessage): boolean {
  if (known === undefined) return false;
  const keys = new Set([...Object.keys(known), ...Object.keys(message)]) as Set<keyof PanelMessage>;
  return [...keys].every((key) => known[key] === message[key] || isDeepStrictEqual(known[key], message[key]));
}
