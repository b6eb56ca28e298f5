import type { ProviderEvent } from '../../core/ports/provider.ts';
import { StreamedArguments } from './streamedArguments.ts';
import type { WireCall } from './wire.ts';

/** A call in the form in which it is sent back. */
interface SentCall {
  readonly id?: string;
  readonly name: string;
  /** Filled in when the call is complete. */
  args: Readonly<Record<string, unknown>>;
}

/**
 * Makes tool calls of `functionCall` parts, counted in the order of appearance. Most come whole; Gemini 3 on Vertex AI
 * may stream the arguments of one over many parts, of which only the first has the name
 * (docs.cloud.google.com/vertex-ai/generative-ai/docs/multimodal/function-calling#streaming-fc): those arguments are
 * given at once when they are complete.
 */
export class CallAssembler {
  /** How many calls have begun. */
  count = 0;
  #open: { readonly index: number; readonly call: SentCall; readonly streamed: StreamedArguments } | undefined;

  /** Returns the call that this part begins; undefined where it goes on with one or is none. */
  *push(wire: WireCall, responseId: string | undefined): Generator<ProviderEvent, SentCall | undefined> {
    const { id, name, args, partialArgs, willContinue } = wire;
    let begun: SentCall | undefined;
    if (name) {
      yield* this.end();
      const index = this.count++;
      begun = { ...(id ? { id } : {}), name, args: args ?? {} };
      const ownId = id || ['call', responseId, index].filter((part) => part !== undefined).join('_');
      const whole = partialArgs == null && !willContinue;
      yield { type: 'toolCall', index, id: ownId, name, argumentsDelta: whole ? JSON.stringify(begun.args) : '' };
      if (whole) return begun;
      this.#open = { index, call: begun, streamed: new StreamedArguments() };
    }
    if (this.#open === undefined) return undefined;
    if (args) Object.assign(this.#open.streamed.root, args);
    for (const arg of partialArgs ?? []) if (arg !== null) this.#open.streamed.push(arg);
    if (!willContinue) yield* this.end();
    return begun;
  }

  /** The arguments of a call whose end was not said. */
  *end(): Generator<ProviderEvent, void> {
    if (this.#open === undefined) return;
    const { index, call, streamed } = this.#open;
    this.#open = undefined;
    call.args = streamed.root;
    yield { type: 'toolCall', index, id: '', name: '', argumentsDelta: JSON.stringify(streamed.root) };
  }
}
