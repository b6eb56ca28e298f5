import type { ProviderEvent } from '../core/ports/provider.ts';
import { JsonSplitter } from './transport/jsonSplitter.ts';

/** A piece of a tool call as vendors stream it. */
export interface ToolCallDelta {
  readonly index?: number | null | undefined;
  readonly id?: string | null | undefined;
  readonly name?: string | null | undefined;
  readonly arguments?: string | null | undefined;
}

interface OpenCall {
  /** Its place among the calls that were told; undefined until it is: a piece that says nothing takes no place. */
  index: number | undefined;
  /** As the vendor wrote it. */
  id: string;
  name: string;
  /** Arguments that came before the name. */
  held: string;
  /** The vendor's index when it began. */
  readonly at: number | undefined;
  /** Looks for the end of the arguments. */
  readonly arguments: JsonSplitter;
  /** Its arguments are whole. */
  whole: boolean;
}

/**
 * Sorts the deltas of tool calls into calls, counted in the order of appearance, each told with an id of its own. A known
 * id wins, unless that call is whole and another index brings more (the ids of some servers are the functions' names); a
 * new id on a used index is a new call (DeepSeek and Ollama give every call index 0); without an id the index decides;
 * without either the current call goes on, unless a name begins another.
 */
export class ToolCallMerger {
  readonly #calls: OpenCall[] = [];
  readonly #byIndex = new Map<number, OpenCall>();
  readonly #toldIds = new Set<string>();
  #told = 0;

  /** How many calls have begun. */
  get size(): number {
    return this.#calls.filter(saysSomething).length;
  }

  *push(delta: ToolCallDelta): Generator<ProviderEvent, void> {
    const text = delta.arguments ?? '';
    const found = this.#find(delta);
    const isOver = found?.whole && delta.index != null && delta.index !== found.at && text.trim() !== '';
    const call = found === undefined || isOver ? this.#open(delta) : found;
    const name = delta.name || (isOver ? found.name : '');
    if (delta.index != null) this.#byIndex.set(delta.index, call);
    call.whole ||= call.arguments.push(text).length > 0;
    if (call.index === undefined) {
      call.held += text;
      if (!name) return;
      call.name = name;
      call.id = delta.id || call.id;
      yield this.#tell(call);
    } else if (text !== '') {
      yield { type: 'toolCall', index: call.index, id: '', name: '', argumentsDelta: text };
    }
  }

  /** Calls that never got a name. */
  *end(): Generator<ProviderEvent, void> {
    for (const call of this.#calls) {
      if (call.index === undefined && saysSomething(call)) yield this.#tell(call);
    }
  }

  #tell(call: OpenCall): ProviderEvent {
    const index = this.#told++;
    call.index = index;
    return { type: 'toolCall', index, id: this.#ownId(call.id, index), name: call.name, argumentsDelta: call.held };
  }

  /** The vendor's id, or one of ours where there is none or another call has it: results are known by it. */
  #ownId(id: string, index: number): string {
    let own = id;
    for (let n = index; own === '' || this.#toldIds.has(own); n++) own = `call_${n}`;
    this.#toldIds.add(own);
    return own;
  }

  #find({ index, id, name }: ToolCallDelta): OpenCall | undefined {
    const atIndex = index == null ? undefined : this.#byIndex.get(index);
    if (id && atIndex?.id !== id) {
      const known = this.#calls.findLast((call) => call.id === id);
      if (known !== undefined) return known;
      if (name && atIndex?.name) return undefined;
    }
    if (index != null) return atIndex;
    return name ? undefined : this.#calls.at(-1);
  }

  #open({ id, index }: ToolCallDelta): OpenCall {
    const call = {
      ...{ index: undefined, id: id ?? '', name: '', held: '' },
      ...{ at: index ?? undefined, arguments: new JsonSplitter(), whole: false },
    };
    this.#calls.push(call);
    return call;
  }
}

function saysSomething({ id, name, held }: OpenCall): boolean {
  return id !== '' || name !== '' || held !== '';
}
