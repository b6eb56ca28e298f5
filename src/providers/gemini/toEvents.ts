import { SwitchyardError } from '../../core/chat/errors.ts';
import type { VendorDetails } from '../../core/chat/vendorDetails.ts';
import type { ProviderEvent } from '../../core/ports/provider.ts';
import type { Converter } from '../dialect.ts';
import { faultIn } from '../faults/faultIn.ts';
import { usageEvents } from '../usageEvents.ts';
import { CallAssembler } from './callAssembler.ts';
import { finishReasonName } from './finishReasonName.ts';
import { isPart } from './isPart.ts';
import { toFinishReason } from './toFinishReason.ts';
import { addUsage, toUsage } from './toUsage.ts';
import { TurnRecorder } from './turnRecorder.ts';
import { chunkWire, partWire, type WireChunk, type WireUsage } from './wire.ts';

type WireCandidate = NonNullable<NonNullable<WireChunk['candidates']>[number]>;
type Details = VendorDetails & { readonly finishMessage?: string };

/** Turns the chunks of one streamed answer, or a whole one, into events. */
export class GeminiConverter implements Converter {
  readonly #calls = new CallAssembler();
  readonly #turn = new TurnRecorder();
  #usage: WireUsage | undefined;
  #details: Details = {};
  #text = false;
  #finished = false;
  #failed = false;
  /** A chunk came that said nothing of an end. */
  #open = false;
  /** An end was said that may be taken back. */
  #stopped = false;

  *push(value: unknown): Generator<ProviderEvent, void> {
    const fault = faultIn(value);
    const chunk = chunkWire.safeParse(value).data;
    if (chunk !== undefined) {
      // Of several candidates only the first is an answer to us.
      const candidate = chunk.candidates?.find((one) => one !== null && (one.index ?? 0) === 0) ?? undefined;
      this.#note(chunk);
      for (const part of candidate?.content?.parts ?? []) yield* this.#part(part);
      if (chunk.usageMetadata) yield* this.#report(chunk.usageMetadata, (value as WireChunk).usageMetadata);
      if (fault === undefined) yield* this.#endOf(chunk, candidate);
    }
    if (fault !== undefined) yield* this.#fail(fault);
  }

  *end(): Generator<ProviderEvent, void> {
    yield* this.#calls.end();
    if (this.#stopped) yield* this.#finish('STOP');
    const { content } = this.#turn;
    if (content !== undefined) yield { type: 'verbatim', content };
    if (Object.keys(this.#details).length > 0) yield { type: 'details', details: this.#details };
  }

  *#part(raw: unknown): Generator<ProviderEvent, void> {
    const part = partWire.safeParse(raw).data;
    if (part === undefined) return;
    const { thought, functionCall } = part;
    const thoughtSignature = part.thoughtSignature || undefined;
    // A signature may come alone.
    const text = part.text ?? (thoughtSignature !== undefined && !isPart(raw) ? '' : undefined);
    if (functionCall) {
      const call = yield* this.#calls.push(functionCall, this.#details.responseId);
      if (call) this.#turn.part({ functionCall: call, ...(thoughtSignature ? { thoughtSignature } : {}) });
    } else if (text !== undefined) {
      this.#turn.text(text, thought === true, thoughtSignature);
      if (text === '') return;
      if (!thought) this.#text = true;
      yield { type: thought ? 'reasoning' : 'text', delta: text };
    } else if (isPart(raw)) {
      // Code that Google ran, its output, pictures: nothing that we show, but the model wants to see it again.
      this.#turn.part(raw);
    }
  }

  #note({ modelVersion, responseId, usageMetadata }: WireChunk): void {
    const serviceTier = usageMetadata?.serviceTier ?? usageMetadata?.trafficType;
    if (modelVersion && modelVersion !== this.#details.model) this.#detail({ model: modelVersion });
    if (responseId && responseId !== this.#details.responseId) this.#detail({ responseId });
    if (serviceTier && serviceTier !== this.#details.serviceTier) this.#detail({ serviceTier });
  }

  #detail(details: Details): void {
    this.#details = { ...this.#details, ...details };
  }

  *#report(wire: WireUsage, raw: unknown): Generator<ProviderEvent, void> {
    this.#usage = addUsage(this.#usage, wire);
    const { promptTokenCount, candidatesTokenCount, thoughtsTokenCount, totalTokenCount: total } = this.#usage;
    // Until the end it may only tell how the call is served.
    if ((promptTokenCount ?? candidatesTokenCount ?? thoughtsTokenCount) == null) return;
    yield* usageEvents(toUsage(this.#usage), raw, { total });
  }

  *#endOf(chunk: WireChunk, candidate: WireCandidate | undefined): Generator<ProviderEvent, void> {
    const blocked = finishReasonName(chunk.promptFeedback?.blockReason);
    if (blocked !== undefined) {
      this.#endDetails(blocked, chunk.promptFeedback?.blockReasonMessage);
      // The prompt was refused, or what had been said so far.
      yield* this.#finish('SAFETY');
      return;
    }
    const reason = finishReasonName(candidate?.finishReason);
    if (reason === undefined) {
      this.#open ||= candidate !== undefined;
      return;
    }
    this.#endDetails(reason, candidate?.finishMessage);
    // The servers of 2024, which told no model version, say so in every chunk, and a last one may know better.
    const last = reason !== 'STOP' || this.#open || chunk.modelVersion != null;
    if (last) yield* this.#finish(reason);
    else this.#stopped = true;
  }

  #endDetails(finishReason: string, finishMessage: string | null | undefined): void {
    this.#detail({ finishReason, ...(finishMessage ? { finishMessage } : {}) });
  }

  *#finish(name: string): Generator<ProviderEvent, void> {
    if (this.#finished || this.#failed) return;
    yield* this.#calls.end();
    const reason = toFinishReason(name, { text: this.#text, calls: this.#calls.count > 0 });
    if (SwitchyardError.is(reason)) {
      yield* this.#fail(reason);
      return;
    }
    this.#finished = true;
    yield { type: 'finish', reason };
  }

  *#fail(error: SwitchyardError): Generator<ProviderEvent, void> {
    if (this.#failed) return;
    this.#failed = true;
    yield { type: 'fault', error };
  }
}
