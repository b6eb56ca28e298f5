import { argumentsObject } from '../argumentsJson.ts';
import { textPlace } from '../textPlaces.ts';
import type { WireBlock, WireDelta } from './wire.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A content block of an answer while it grows. */
export class ContentBlock {
  readonly #start: WireBlock;
  readonly #citations: unknown[];
  #textLength: number;
  #thinking: string;
  #input = '';
  #signature: string | undefined;
  #compaction: Fields = {};

  constructor(start: WireBlock) {
    this.#start = start;
    this.#textLength = start.text?.length ?? 0;
    this.#thinking = start.thinking ?? '';
    this.#citations = [...(start.citations ?? [])];
  }

  get type(): string {
    return this.#start.type;
  }

  get id(): string | undefined {
    return this.#start.id ?? undefined;
  }

  get name(): string | undefined {
    return this.#start.name ?? undefined;
  }

  /** Adds what an event brings; of the kinds that replace a field, the last one counts, as in the vendor's package. */
  add(delta: WireDelta): void {
    const { text, thinking, partial_json: input, signature } = delta;
    if (typeof text === 'string') this.#textLength += text.length;
    if (typeof thinking === 'string') this.#thinking += thinking;
    if (typeof input === 'string') this.#input += input;
    if (typeof signature === 'string') this.#signature = signature;
    if (delta.type === 'citations_delta') this.#citations.push(delta.citation);
    if (delta.type === 'compaction_delta') this.#compaction = { ...delta };
  }

  /** The input that came with the block itself although none was streamed, as compact JSON; empty where there is none. */
  get unstreamedInput(): string {
    const { input } = this.#start;
    if (this.#input !== '' || typeof input !== 'object' || input === null) return '';
    return Object.keys(input).length === 0 ? '' : JSON.stringify(input);
  }

  /** Whether it says more than text and tool calls of ours can: it must go back as it came. */
  get isOnlyVerbatim(): boolean {
    if (this.type === 'text') return this.#citations.length > 0;
    return this.type !== 'tool_use';
  }

  /** The block as the vendor wants it back, a place where its text was. */
  whole(): Fields {
    const { text, ...start } = this.#start;
    switch (start.type) {
      case 'text':
        return {
          ...start,
          ...textPlace(this.#textLength),
          ...(this.#citations.length === 0 ? {} : { citations: this.#citations }),
        };
      case 'thinking':
        return { ...start, thinking: this.#thinking, signature: this.#signature ?? start.signature ?? '' };
      default:
        if (!('input' in start)) return { ...start, ...this.#compaction, type: start.type };
        return { ...start, input: this.#input === '' ? start.input : argumentsObject(this.#input) };
    }
  }
}
