import type { ProviderEvent } from '../../core/ports/provider.ts';
import { ToolCallMerger } from '../toolCallMerger.ts';
import { type ItemKind, OutputItem, type Place } from './outputItem.ts';
import type { WireEvent, WireItem } from './wire.ts';
import { partText, partTexts } from './wireText.ts';

/** What the events of a stream are about, by their type without its `.delta` or `.done`. */
const TEXTS: ReadonlyMap<string, readonly [ItemKind, Place]> = new Map([
  ['response.output_text', ['message', 'content']],
  ['response.refusal', ['message', 'content']],
  ['response.reasoning_text', ['reasoning', 'content']],
  ['response.reasoning_summary_text', ['reasoning', 'summary']],
  ['response.function_call_arguments', ['function_call', 'arguments']],
]);

/** The same for parts, by their own type. */
const PARTS: ReadonlyMap<string, readonly [ItemKind, Place]> = new Map([
  ['output_text', ['message', 'content']],
  ['refusal', ['message', 'content']],
  ['reasoning_text', ['reasoning', 'content']],
  ['summary_text', ['reasoning', 'summary']],
]);

/**
 * The output of a response while it comes: in deltas, in the events that repeat them in full, and once more in the
 * finished response. Whatever of these a server leaves out, everything is said, and said once. Items are known by id
 * and place; GitHub Copilot gives an item another id in every event, others give every item the same place.
 */
export class OutputItems {
  readonly #items: OutputItem[] = [];
  readonly #calls = new ToolCallMerger();

  get calledTools(): boolean {
    return this.#calls.size > 0;
  }

  *push(event: WireEvent): Generator<ProviderEvent, void> {
    const { type, delta } = event;
    if (type == null) return;
    if (type.endsWith('.delta')) {
      const about = TEXTS.get(type.slice(0, -'.delta'.length));
      if (about !== undefined && delta) yield* this.#growing(about[0], event).piece(about[1], partOf(event), delta);
    } else if (type === 'response.output_item.added' || type === 'response.output_item.done') {
      if (event.item) yield* this.#item(event.item, event.output_index, type.endsWith('.done'));
    } else if (type.endsWith('.done')) {
      const about = event.part ? PARTS.get(event.part.type ?? '') : TEXTS.get(type.slice(0, -'.done'.length));
      if (about === undefined) return;
      const text = event.part ? partText(event.part) : event.text || event.refusal || event.arguments || '';
      yield* this.#of(about[0], event).whole(about[1], partOf(event), text);
    }
  }

  /**
   * The items of the finished response. Each is the one that was streamed under its id, or else the next of its kind: some
   * servers give them new ids at the end.
   */
  *finish(output: readonly WireItem[]): Generator<ProviderEvent, void> {
    const items = output.filter(saysSomething);
    const left = this.#items.filter(({ spoke }) => spoke);
    const known = new Map<WireItem, OutputItem>();
    const take = (item: WireItem, isIt: (one: OutputItem) => boolean) => {
      const at = left.findIndex((one) => one.kind === kindOf(item) && isIt(one));
      for (const one of at < 0 ? [] : left.splice(at, 1)) known.set(item, one);
    };
    for (const item of items) take(item, ({ id }) => id !== undefined && id === item.id);
    for (const item of items) if (!known.has(item)) take(item, () => true);
    for (const item of items) {
      const kind = kindOf(item);
      const one = known.get(item) ?? (kind && this.#open(kind, item.id, undefined));
      if (one !== undefined) yield* one.end(item);
    }
  }

  end(): Generator<ProviderEvent, void> {
    return this.#calls.end();
  }

  *#item(item: WireItem, index: number | null | undefined, done: boolean): Generator<ProviderEvent, void> {
    const kind = kindOf(item);
    if (kind === undefined) return;
    const known = this.#find(kind, item.id ?? undefined, index ?? undefined);
    const repeated = known !== undefined && known.id === (item.id ?? undefined) && known.index === (index ?? undefined);
    if (!done) {
      const one = repeated && !known.done ? known : this.#open(kind, item.id, index);
      yield* one.begin(item);
    } else {
      const one =
        known !== undefined && (!known.done || (repeated && known.id)) ? known : this.#open(kind, item.id, index);
      one.done = true;
      yield* one.end(item);
    }
  }

  #of(kind: ItemKind, { item_id: id, output_index: index }: WireEvent): OutputItem {
    return this.#find(kind, id ?? undefined, index ?? undefined) ?? this.#open(kind, id, index);
  }

  /** Where a delta belongs: what is done has none. */
  #growing(kind: ItemKind, event: WireEvent): OutputItem {
    const item = this.#of(kind, event);
    return item.done ? this.#open(kind, event.item_id, event.output_index) : item;
  }

  #find(kind: ItemKind, id: string | undefined, index: number | undefined): OutputItem | undefined {
    const last = this.#items.at(-1);
    if (last?.kind === kind && last.id === id && last.index === index) return last;
    const same = this.#items.filter((item) => item.kind === kind);
    const withId = id ? same.filter((item) => item.id === id) : [];
    // An id that all share tells nothing.
    if (withId.length === 1) return withId[0];
    if (index !== undefined) return same.findLast((item) => item.index === index);
    return id ? undefined : same.at(-1);
  }

  #open(kind: ItemKind, id: string | null | undefined, index: number | null | undefined): OutputItem {
    const place = { id: id ?? undefined, index: index ?? undefined, number: this.#items.length };
    const item = new OutputItem(kind, place, this.#calls);
    this.#items.push(item);
    return item;
  }
}

function kindOf({ type }: WireItem): ItemKind | undefined {
  return type === 'message' || type === 'reasoning' || type === 'function_call' ? type : undefined;
}

/** Whether the item is one of ours and not empty. */
function saysSomething(item: WireItem): boolean {
  const kind = kindOf(item);
  return (
    kind === 'function_call' || (kind !== undefined && [item.content, item.summary].flatMap(partTexts).some(Boolean))
  );
}

function partOf({ content_index, summary_index }: WireEvent): number {
  return summary_index ?? content_index ?? 0;
}
