import { SwitchyardError } from '../../core/chat/errors.ts';
import type { VendorDetails } from '../../core/chat/vendorDetails.ts';
import type { ProviderEvent } from '../../core/ports/provider.ts';
import type { Converter } from '../dialect.ts';
import { faultIn } from '../faults/faultIn.ts';
import { reportedCost } from '../reportedCost.ts';
import { ToolCallMerger } from '../toolCallMerger.ts';
import { usageEvents } from '../usageEvents.ts';
import { choiceOf } from './choiceOf.ts';
import { InlineThinking } from './inlineThinking.ts';
import { ReasoningDetails } from './reasoningDetails.ts';
import { reasoningText } from './reasoningText.ts';
import { toFinishReason } from './toFinishReason.ts';
import { toUsage } from './toUsage.ts';
import { chunkWire, type WireMessage } from './wire.ts';

/** Turns the chunks of one streamed answer, or a whole one, into events. */
export class ChatConverter implements Converter {
  readonly #toolCalls = new ToolCallMerger();
  readonly #thinking: InlineThinking | undefined;
  readonly #reasoningDetails = new ReasoningDetails();
  #reasoningContent = '';
  #details: VendorDetails = {};
  #finished = false;
  #failed = false;

  constructor({ inlineThinking }: { readonly inlineThinking?: boolean } = {}) {
    this.#thinking = inlineThinking ? new InlineThinking() : undefined;
  }

  *push(value: unknown): Generator<ProviderEvent, void> {
    const fault = faultIn(value);
    const chunk = chunkWire.safeParse(value).data;
    if (chunk !== undefined) {
      const choice = choiceOf(chunk.choices);
      const message = choice?.delta ?? choice?.message;
      if (message) yield* this.#message(message);
      this.#note(chunk);
      const usage = chunk.usage ?? chunk.x_groq?.usage ?? choice?.usage;
      if (usage) {
        const raw = (value as { usage?: unknown }).usage ?? usage;
        yield* usageEvents(toUsage(usage), raw, { total: usage.total_tokens, costUsd: reportedCost(usage) });
      }
      if (choice?.finish_reason && fault === undefined) yield* this.#finish(choice.finish_reason);
    }
    if (fault !== undefined) yield* this.#fault(fault);
  }

  *end(): Generator<ProviderEvent, void> {
    yield* this.#thinking?.end() ?? [];
    yield* this.#toolCalls.end();
    const { blocks } = this.#reasoningDetails;
    const content = {
      ...(blocks.length === 0 ? {} : { reasoning_details: blocks }),
      ...(this.#reasoningContent === '' ? {} : { reasoning_content: this.#reasoningContent }),
    };
    if (Object.keys(content).length > 0) yield { type: 'verbatim', content };
    if (Object.keys(this.#details).length > 0) yield { type: 'details', details: this.#details };
  }

  *#message(message: WireMessage): Generator<ProviderEvent, void> {
    const reasoning = reasoningText(message);
    if (reasoning !== '') yield { type: 'reasoning', delta: reasoning };
    if (message.reasoning_content) this.#reasoningContent += message.reasoning_content;
    if (message.reasoning_details) this.#reasoningDetails.add(message.reasoning_details);
    if (message.content) yield* this.#content(message.content);
    if (message.refusal) yield { type: 'text', delta: message.refusal };
    for (const call of message.tool_calls ?? []) {
      if (call === null) continue;
      const { name, arguments: input } = call.function ?? {};
      yield* this.#toolCalls.push({ index: call.index, id: call.id, name, arguments: argumentsText(input) });
    }
    const legacy = message.function_call;
    if (legacy)
      yield* this.#toolCalls.push({ index: 0, name: legacy.name, arguments: argumentsText(legacy.arguments) });
  }

  *#content(content: NonNullable<WireMessage['content']>): Generator<ProviderEvent, void> {
    if (typeof content !== 'string') {
      for (const part of content) {
        const thought = thinkingText(part.thinking);
        if (thought !== '') yield { type: 'reasoning', delta: thought };
        else if (part.text) yield { type: 'text', delta: part.text };
      }
    } else if (this.#thinking !== undefined) yield* this.#thinking.push(content);
    else yield { type: 'text', delta: content };
  }

  #note({ id, model, system_fingerprint, service_tier }: Readonly<Record<string, unknown>>): void {
    this.#details = {
      ...this.#details,
      ...(typeof id === 'string' && id !== '' ? { responseId: id } : {}),
      ...(typeof model === 'string' && model !== '' ? { model } : {}),
      ...(typeof system_fingerprint === 'string' ? { systemFingerprint: system_fingerprint } : {}),
      ...(typeof service_tier === 'string' ? { serviceTier: service_tier } : {}),
    };
  }

  *#finish(raw: string): Generator<ProviderEvent, void> {
    this.#details = { ...this.#details, finishReason: raw };
    const reason = toFinishReason(raw);
    if (SwitchyardError.is(reason)) yield* this.#fault(reason);
    else if (!this.#finished) {
      this.#finished = true;
      yield { type: 'finish', reason };
    }
  }

  *#fault(error: SwitchyardError): Generator<ProviderEvent, void> {
    if (this.#failed) return;
    this.#failed = true;
    yield { type: 'fault', error };
  }
}

/** Some servers write the arguments as an object. */
function argumentsText(input: string | Record<string, unknown> | null | undefined): string {
  return typeof input === 'string' ? input : input == null ? '' : JSON.stringify(input);
}

function thinkingText(thinking: string | readonly { text?: string | null | undefined }[] | null | undefined): string {
  if (thinking == null) return '';
  return typeof thinking === 'string' ? thinking : thinking.map(({ text }) => text ?? '').join('');
}
