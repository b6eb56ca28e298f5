import type { ChatMessage, ContentPart, MessagePart } from '../chat/message.ts';
import type { Leak } from '../ports/leakDetector.ts';
import type { ProviderSetup } from '../routing/setup.ts';
import { parsed } from './examinedTexts.ts';

/** Shorter values are words of their own elsewhere. */
const SHORTEST = 4;

/**
 * Stands in for what must not be sent, the same word for the same value, in the order in which the values appear: a
 * conversation that grows keeps its words, and with them what vendors have cached of it.
 */
export class Placeholders {
  readonly #byValue: ReadonlyMap<string, string>;
  readonly #values: RegExp | undefined;
  readonly byName: ReadonlyMap<string, string>;

  readonly #mayHaveAll: (provider: ProviderSetup) => boolean;

  /**
   * `texts`: everything that is sent; a word that stands in them already is not used. `mayHaveAll`: whom the rules let have
   * the values themselves.
   */
  constructor(leaks: readonly Leak[], texts: readonly string[], mayHaveAll = (_: ProviderSetup) => true) {
    this.#mayHaveAll = mayHaveAll;
    const taken = numbersIn(texts);
    const byValue = new Map<string, string>();
    let number = 0;
    for (const { value, type, kind } of leaks) {
      if (value.length < SHORTEST || byValue.has(value)) continue;
      do number += 1;
      while (taken.has(number));
      byValue.set(value, `__${type === 'secret' ? 'SECRET' : kind.toUpperCase().replace(/[^A-Z]/g, '')}_${number}__`);
    }
    this.#byValue = byValue;
    this.byName = new Map([...byValue].map(([value, name]) => [name, value]));
    // In JSON a value stands as it is written there.
    for (const [value, name] of [...byValue]) byValue.set(inJson(value), name);
    const longestFirst = [...byValue.keys()].sort((a, b) => b.length - a.length);
    this.#values = longestFirst.length === 0 ? undefined : new RegExp(longestFirst.map(literally).join('|'), 'g');
  }

  get size(): number {
    return this.byName.size;
  }

  /** Whether this provider gets the words for the values: all but servers on this machine that the rules let have those. */
  isKeptFrom(provider: ProviderSetup): boolean {
    return this.size > 0 && (provider.dataPolicy.from !== 'local' || !this.#mayHaveAll(provider));
  }

  /** The text with every value replaced. */
  hide(text: string): string {
    if (this.#values === undefined) return text;
    return text.replace(this.#values, (value) => this.#byValue.get(value) ?? value);
  }

  hideIn(message: ChatMessage): ChatMessage {
    return { ...message, parts: message.parts.map((part) => this.#hideInPart(part)) };
  }

  /** Any plain data with every value in its strings replaced, in names of fields as well. */
  hideInData<T>(data: T): T {
    if (typeof data === 'string') return this.hide(data) as T;
    if (Array.isArray(data)) return data.map((one) => this.hideInData(one)) as T;
    if (typeof data !== 'object' || data === null) return data;
    return Object.fromEntries(Object.entries(data).map(([key, one]) => [this.hide(key), this.hideInData(one)])) as T;
  }

  /** Its strings are replaced as such: JSON may write a value in more than one way. Left as it was written where nothing is. */
  #hideInJson(json: string): string {
    const data = parsed(json);
    const hidden = JSON.stringify(this.hideInData(data));
    return this.hide(hidden === JSON.stringify(data) ? json : hidden);
  }

  #hideInResult(part: ContentPart): ContentPart {
    return part.type === 'text' ? { ...part, text: this.#hideInJson(part.text) } : part;
  }

  #hideInPart(part: MessagePart): MessagePart {
    switch (part.type) {
      case 'text':
        return { ...part, text: this.hide(part.text) };
      case 'image':
        return part;
      case 'toolCall':
        return { ...part, name: this.hide(part.name), arguments: this.#hideInJson(part.arguments) };
      case 'toolResult':
        return {
          ...part,
          name: this.hide(part.name),
          content: part.content.map((one) => this.#hideInResult(one)),
        };
    }
  }
}

/** A value as it stands between the quotes of a JSON string. */
export function inJson(value: string): string {
  return JSON.stringify(value).slice(1, -1);
}

/** A text as a regular expression that means nothing but it. */
export function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

/**
 * Numbers that stand where a placeholder has its own, also cut short: what follows may be a value. Others, as of a
 * `STEP_1`, are free: they would change the names of a conversation in which they come up.
 */
function numbersIn(texts: readonly string[]): Set<number> {
  const numbers = new Set<number>();
  for (const text of texts) {
    for (const [, digits = ''] of text.matchAll(/__[A-Z]+_(\d{1,9})/g)) {
      for (let length = 1; length <= digits.length; length++) numbers.add(Number(digits.slice(0, length)));
    }
  }
  return numbers;
}
