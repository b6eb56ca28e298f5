import type { ProviderEvent } from '../../core/ports/provider.ts';
import type { ToolCallMerger } from '../toolCallMerger.ts';
import { PassedText } from './passedText.ts';
import type { WireItem } from './wire.ts';
import { argumentsText, partTexts } from './wireText.ts';

/** The items that say something to us; everything else in the output is the vendor's own tools at work. */
export type ItemKind = 'message' | 'reasoning' | 'function_call';

/** Where in an item a text stands: message and reasoning have a list of contents, reasoning one of summaries as well. */
export type Place = 'content' | 'summary' | 'arguments';

/** One item of the output, which turns what is said of it, however often, into events that say it once. */
export class OutputItem {
  readonly kind: ItemKind;
  readonly id: string | undefined;
  /** Its place in the output, where known. */
  readonly index: number | undefined;
  done = false;
  /** Whether anything was said of it yet. */
  spoke = false;
  readonly #calls: ToolCallMerger;
  readonly #number: number;
  readonly #texts = new Map<number, PassedText>();
  /** Summary and content of reasoning say the same: the one that comes first counts. */
  #place: Place | undefined;
  #named = false;

  /** `number` tells the item from all others of its response. */
  constructor(
    kind: ItemKind,
    { id, index, number }: { id: string | undefined; index: number | undefined; number: number },
    calls: ToolCallMerger,
  ) {
    this.kind = kind;
    this.id = id;
    this.index = index;
    this.#number = number;
    this.#calls = calls;
  }

  /** A piece of one of its texts. */
  *piece(place: Place, part: number, delta: string): Generator<ProviderEvent, void> {
    if (this.#counts(place, delta)) yield* this.#say(this.#text(part).add(delta));
  }

  /** One of its texts in full. */
  *whole(place: Place, part: number, text: string): Generator<ProviderEvent, void> {
    if (this.#counts(place, text)) yield* this.#say(this.#text(part).rest(text));
  }

  /** The item as it begins; a call that has no id yet is named when it is whole. */
  *begin({ call_id: id, name }: WireItem): Generator<ProviderEvent, void> {
    if (this.kind === 'function_call' && id && name) yield* this.#name(id, name, '');
  }

  /** The item in full. */
  *end(item: WireItem): Generator<ProviderEvent, void> {
    if (this.kind === 'function_call') {
      const rest = this.#text(0).rest(argumentsText(item.arguments));
      if (this.#named) yield* this.#say(rest);
      else yield* this.#name(item.call_id || item.id, item.name, rest);
    } else {
      for (const place of ['summary', 'content'] as const) {
        for (const [part, text] of partTexts(item[place]).entries()) yield* this.whole(place, part, text);
      }
    }
  }

  *#name(id: WireItem['id'], name: WireItem['name'], args: string): Generator<ProviderEvent, void> {
    this.#named ||= !!name;
    this.spoke = true;
    yield* this.#calls.push({ index: this.#number, id, name, arguments: args });
  }

  #counts(place: Place, text: string): boolean {
    if (text === '') return false;
    this.spoke = true;
    this.#place ??= place;
    return this.#place === place;
  }

  #text(part: number): PassedText {
    const known = this.#texts.get(part);
    if (known !== undefined) return known;
    const text = new PassedText();
    this.#texts.set(part, text);
    return text;
  }

  *#say(delta: string): Generator<ProviderEvent, void> {
    if (delta === '') return;
    if (this.kind === 'function_call') yield* this.#calls.push({ index: this.#number, arguments: delta });
    else yield { type: this.kind === 'message' ? 'text' : 'reasoning', delta };
  }
}
