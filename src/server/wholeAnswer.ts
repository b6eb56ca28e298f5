import type { ChatEvent, DoneEvent, ErrorEvent, ToolCallEvent } from '../core/chat/chatEvent.ts';
import { extraOf, finishReasonOf, usageOf } from './answerWords.ts';
import type { Completion } from './toRequest.ts';

/** An answer while it is gathered for a client that wants it whole. */
export class WholeAnswer {
  #text = '';
  #reasoning = '';
  #calls: { id: string; name: string; arguments: string }[] = [];

  /** Takes an event in; the last one is given back. */
  add(event: ChatEvent): DoneEvent | ErrorEvent | undefined {
    switch (event.type) {
      case 'text':
        this.#text += event.delta;
        return;
      case 'reasoning':
        this.#reasoning += event.delta;
        return;
      case 'toolCall':
        this.#call(event);
        return;
      case 'retract':
        this.#text = this.#text.slice(0, this.#text.length - event.characters);
        this.#reasoning = '';
        this.#calls = [];
        return;
      case 'done':
      case 'error':
        return event;
      case 'decision':
      case 'attempt':
      case 'fallback':
        return;
    }
  }

  /** The answer in OpenAI's shape. */
  body({ request, created }: Completion, done: DoneEvent) {
    const calls = this.#calls.filter((call) => call !== undefined);
    return {
      id: request.id,
      object: 'chat.completion',
      created,
      model: done.model,
      choices: [
        {
          index: 0,
          message: {
            role: 'assistant',
            content: this.#text === '' && calls.length > 0 ? null : this.#text,
            refusal: null,
            ...(this.#reasoning === '' ? {} : { reasoning_content: this.#reasoning }),
            ...(calls.length === 0
              ? {}
              : { tool_calls: calls.map(({ id, ...call }) => ({ id, type: 'function', function: call })) }),
          },
          logprobs: null,
          finish_reason: finishReasonOf(done.finishReason),
        },
      ],
      usage: usageOf(done),
      switchyard: extraOf(done),
    };
  }

  #call({ index, id, name, argumentsDelta }: ToolCallEvent): void {
    const call = this.#calls[index];
    if (call === undefined) this.#calls[index] = { id, name, arguments: argumentsDelta };
    else call.arguments += argumentsDelta;
  }
}
