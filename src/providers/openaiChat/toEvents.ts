import type { ProviderEvent } from '../../core/ports/provider.ts';
import { toFinishReason } from './toFinishReason.ts';
import { toUsage } from './toUsage.ts';
import { type Chunk, chunkWire, type WireToolCall } from './wire.ts';

/** Turns the chunks of one streamed answer into events; `finish` comes once, as soon as the stream says it. */
export class ChunkConverter {
  #finished = false;

  /** The events of one chunk; a chunk that is nothing of the kind has none. */
  *push(raw: unknown): Generator<ProviderEvent, void> {
    const parsed = chunkWire.safeParse(raw);
    if (!parsed.success) return;
    const chunk: Chunk = parsed.data;
    // Of several choices only the first is an answer to us.
    const choice = chunk.choices?.find((candidate) => (candidate.index ?? 0) === 0);
    const delta = choice?.delta;
    const reasoning = delta?.reasoning_content || delta?.reasoning;
    if (reasoning) yield { type: 'reasoning', delta: reasoning };
    if (typeof delta?.content === 'string' && delta.content !== '') yield { type: 'text', delta: delta.content };
    if (delta?.refusal) yield { type: 'text', delta: delta.refusal };
    for (const call of delta?.tool_calls ?? []) yield toolCall(call);
    if (chunk.usage) {
      const usage = toUsage(chunk.usage);
      const { cost } = chunk.usage;
      yield cost == null ? { type: 'usage', usage } : { type: 'usage', usage, reportedCostUsd: cost };
    }
    if (choice?.finish_reason && !this.#finished) {
      const reason = toFinishReason(choice.finish_reason);
      this.#finished = true;
      yield { type: 'finish', reason };
    }
  }
}

function toolCall(call: WireToolCall): ProviderEvent {
  return {
    type: 'toolCall',
    index: call.index ?? 0,
    id: call.id ?? '',
    name: call.function?.name ?? '',
    argumentsDelta: call.function?.arguments ?? '',
  };
}
