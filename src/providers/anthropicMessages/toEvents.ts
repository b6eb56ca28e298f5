import type { SwitchyardError } from '../../core/chat/errors.ts';
import type { VendorDetails } from '../../core/chat/vendorDetails.ts';
import type { ProviderEvent } from '../../core/ports/provider.ts';
import type { Converter } from '../dialect.ts';
import { faultIn } from '../faults/faultIn.ts';
import { ToolCallMerger } from '../toolCallMerger.ts';
import { usageEvents } from '../usageEvents.ts';
import { ContentBlock } from './contentBlock.ts';
import { toFinishReason } from './toFinishReason.ts';
import { toUsage } from './toUsage.ts';
import { usageSoFar } from './usageSoFar.ts';
import {
  blockDeltaOf,
  blockWire,
  eventWire,
  messageWire,
  usageWire,
  type WireBlock,
  type WireDelta,
  type WireMessage,
  type WireStop,
} from './wire.ts';

type Events = Generator<ProviderEvent, void>;

/**
 * Turns the events of a streamed message, or a whole one, into events
 * (platform.claude.com/docs/en/build-with-claude/streaming). The end is known with `message_delta`, but
 * an error may come until `message_stop`, or until the stream ends without it: `finish` waits for that. Tools that ran at the vendor are no tool
 * calls of ours.
 */
export class MessagesConverter implements Converter {
  /** By the index the vendor gives them; a block that begins anew takes the place of the old one. */
  readonly #blocks = new Map<number, ContentBlock>();
  readonly #toolCalls = new ToolCallMerger();
  /** The block that began last, which an event without an index means. */
  #current = 0;
  #usage: Readonly<Record<string, unknown>> = {};
  #stopReason: string | undefined;
  /** It was told at the end: some proxies fill it in at the beginning. */
  #stopTold = false;
  #end: 'finish' | 'fault' | undefined;

  push(value: unknown): Iterable<ProviderEvent> {
    const grown = blockDeltaOf(value);
    return grown === undefined ? this.#event(value) : this.#delta(grown.index ?? this.#current, grown.delta);
  }

  *#event(value: unknown): Events {
    const fault = faultIn(value);
    if (fault !== undefined) yield* this.#fault(fault);
    const event = eventWire.safeParse(value).data;
    if (event === undefined) return;
    const { type, index, content_block: block, delta, message, usage } = event;
    // Whatever says something after the end belongs to no answer; counts may come late.
    if (this.#end !== undefined && type !== 'message_delta') return;
    switch (type) {
      case 'content_block_start':
        if (block) yield* this.#begin(index ?? this.#blocks.size, block);
        break;
      case 'content_block_stop':
        yield* this.#finishBlock(index ?? this.#current);
        break;
      case 'message_start':
        if (message) yield* this.#message(message);
        break;
      case 'message_delta':
        if (delta) yield* this.#stopped(delta);
        this.#stopTold ||= !!delta?.stop_reason;
        if (usage) yield* this.#use(usage);
        break;
      case 'message_stop':
        yield* this.#finish();
        break;
      case 'message':
      case undefined:
      case null:
        yield* this.#whole(value);
    }
  }

  *end(): Events {
    // Whoever told why it stopped has said all.
    if (this.#end === undefined && this.#stopTold) yield* this.#finish();
    if (this.#end !== 'finish' || this.#stopReason === 'refusal') return;
    const blocks = [...this.#blocks.values()];
    // A refused turn must not be sent back (platform.claude.com/docs/en/build-with-claude/refusals-and-fallback).
    if (blocks.some((block) => block.isOnlyVerbatim)) {
      yield { type: 'verbatim', content: blocks.map((block) => block.whole()) };
    }
  }

  *#whole(value: unknown): Events {
    const message = messageWire.safeParse(value).data;
    if (!message?.content) return;
    yield* this.#message(message);
    yield* this.#finish();
  }

  *#message(message: WireMessage): Events {
    const { id, model, content, usage } = message;
    const details: VendorDetails = {
      ...(id ? { responseId: id } : {}),
      ...(model ? { model } : {}),
      ...(usage?.service_tier ? { serviceTier: usage.service_tier } : {}),
    };
    if (Object.keys(details).length > 0) yield { type: 'details', details };
    // The beginning of a stream may bring blocks that are whole already.
    if (this.#blocks.size === 0) {
      for (const [index, item] of (content ?? []).entries()) {
        const block = blockWire.safeParse(item).data;
        if (block !== undefined) yield* this.#wholeBlock(index, block);
      }
    }
    yield* this.#stopped(message);
    if (usage) yield* this.#use(usage);
  }

  *#wholeBlock(index: number, block: WireBlock): Events {
    yield* this.#begin(index, block);
    if (block.type !== 'tool_use') return;
    const input = typeof block.input === 'string' ? block.input : JSON.stringify(block.input ?? {});
    yield* this.#toolCalls.push({ index, arguments: input });
  }

  *#begin(index: number, start: WireBlock): Events {
    const block = new ContentBlock(start);
    this.#blocks.set(index, block);
    this.#current = index;
    if (start.text && start.type === 'text') yield { type: 'text', delta: start.text };
    if (start.thinking && start.type === 'thinking') yield { type: 'reasoning', delta: start.thinking };
    if (start.type === 'tool_use') yield* this.#toolCalls.push({ index, id: block.id, name: block.name });
  }

  #delta(index: number, delta: WireDelta): Iterable<ProviderEvent> {
    if (this.#end !== undefined) return [];
    const block = this.#blocks.get(index);
    block?.add(delta);
    const { text, thinking, partial_json: input } = delta;
    const isText = block === undefined || block.type === 'text';
    if (isText && typeof text === 'string' && text !== '') return [{ type: 'text', delta: text }];
    const isThinking = block === undefined || block.type === 'thinking';
    if (isThinking && typeof thinking === 'string' && thinking !== '') return [{ type: 'reasoning', delta: thinking }];
    if (block?.type !== 'tool_use' || typeof input !== 'string' || input === '') return [];
    return this.#toolCalls.push({ index, arguments: input });
  }

  *#finishBlock(index: number): Events {
    const block = this.#blocks.get(index);
    const input = block?.type === 'tool_use' ? block.unstreamedInput : '';
    if (input !== '') yield* this.#delta(index, { partial_json: input });
  }

  *#stopped({ stop_reason: reason, stop_details }: WireStop): Events {
    if (!reason) return;
    this.#stopReason = reason;
    const said = stop_details?.explanation;
    yield { type: 'details', details: { finishReason: reason, ...(said ? { finishMessage: said } : {}) } };
  }

  *#use(usage: Readonly<Record<string, unknown>>): Events {
    this.#usage = usageSoFar(this.#usage, usage);
    const wire = usageWire.safeParse(this.#usage).data;
    if (wire !== undefined) yield* usageEvents(toUsage(wire), this.#usage);
  }

  *#finish(): Events {
    this.#end = 'finish';
    yield* this.#toolCalls.end();
    yield { type: 'finish', reason: toFinishReason(this.#stopReason ?? 'end_turn') };
  }

  *#fault(error: SwitchyardError): Events {
    if (this.#end === 'fault') return;
    this.#end = 'fault';
    yield { type: 'fault', error };
  }
}
