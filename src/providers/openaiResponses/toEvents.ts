import { SwitchyardError } from '../../core/chat/errors.ts';
import type { VendorDetails } from '../../core/chat/vendorDetails.ts';
import type { ProviderEvent } from '../../core/ports/provider.ts';
import type { Converter } from '../dialect.ts';
import { faultIn } from '../faults/faultIn.ts';
import { reportedCost } from '../reportedCost.ts';
import { usageEvents } from '../usageEvents.ts';
import { OutputItems } from './outputItems.ts';
import { toFinishReason } from './toFinishReason.ts';
import { toUsage } from './toUsage.ts';
import { toVerbatim } from './toVerbatim.ts';
import { eventWire, responseWire, type WireItem, type WireResponse } from './wire.ts';

/** What an event says of its response's status, which some servers leave out or leave as it was. */
const STATUS: ReadonlyMap<string, string> = new Map([
  ['response.completed', 'completed'],
  ['response.incomplete', 'incomplete'],
  ['response.failed', 'failed'],
]);

const GOING_ON = new Set(['queued', 'in_progress']);

/** Turns the events of one streamed response, or a whole one, into events of ours. */
export class ResponsesConverter implements Converter {
  readonly #items = new OutputItems();
  /** The output in the vendor's own form: its items as they are done, then those of the finished response. */
  #output: WireItem[] = [];
  #details: VendorDetails = {};
  #ended = false;
  #whole = false;

  *push(value: unknown): Generator<ProviderEvent, void> {
    const fault = faultIn(value);
    const event = eventWire.safeParse(value).data;
    if (event !== undefined) {
      if (!this.#ended) yield* this.#items.push(event);
      if (event.type === 'response.output_item.done' && event.item) this.#output.push(event.item);
      const whole = event.type ? undefined : responseWire.safeParse(value).data;
      const response = event.response ?? whole;
      // A whole response that names no status came, so it is whole.
      const status = STATUS.get(event.type ?? '') ?? response?.status ?? (whole?.output ? 'completed' : undefined);
      if (response && status !== undefined && !GOING_ON.has(status)) yield* this.#result(response);
      if (response) yield* this.#note(response, rawUsage(value));
      if (fault === undefined) yield* this.#finish(status, response);
    }
    if (fault !== undefined) yield* this.#fault(fault);
  }

  *end(): Generator<ProviderEvent, void> {
    const content = this.#whole ? toVerbatim(this.#output) : undefined;
    if (content !== undefined) yield { type: 'verbatim', content };
    if (Object.keys(this.#details).length > 0) yield { type: 'details', details: this.#details };
  }

  *#result(response: WireResponse): Generator<ProviderEvent, void> {
    const output = response.output?.filter((item) => item !== null) ?? [];
    if (output.length === 0) return;
    if (!this.#ended) yield* this.#items.finish(output);
    this.#output = output;
  }

  *#note(response: WireResponse, raw: unknown): Generator<ProviderEvent, void> {
    const { model, service_tier: serviceTier, metadata, usage } = response;
    const systemFingerprint = metadata?.system_fingerprint;
    this.#details = {
      ...this.#details,
      ...(model ? { model } : {}),
      ...(serviceTier ? { serviceTier } : {}),
      ...(systemFingerprint ? { systemFingerprint } : {}),
    };
    if (usage) {
      yield* usageEvents(toUsage(usage), raw ?? usage, { total: usage.total_tokens, costUsd: reportedCost(usage) });
    }
  }

  *#finish(status: string | undefined, response: WireResponse | null | undefined): Generator<ProviderEvent, void> {
    const incompleteFor = response?.incomplete_details?.reason ?? undefined;
    const reason = toFinishReason(status, incompleteFor, this.#items.calledTools);
    if (reason === undefined) return;
    const raw = incompleteFor ?? status;
    this.#details = { ...this.#details, ...(raw === undefined ? {} : { finishReason: raw }) };
    if (SwitchyardError.is(reason)) yield* this.#fault(reason);
    else if (!this.#ended) {
      yield* this.#items.end();
      this.#ended = true;
      this.#whole = true;
      yield { type: 'finish', reason };
    }
  }

  *#fault(error: SwitchyardError): Generator<ProviderEvent, void> {
    if (this.#ended) return;
    this.#ended = true;
    yield { type: 'fault', error };
  }
}

function rawUsage(value: unknown): unknown {
  const { response = value } = value as { response?: unknown };
  return (response as { usage?: unknown } | null)?.usage;
}
