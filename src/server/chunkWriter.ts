import type { DoneEvent, ToolCallEvent } from '../core/chat/chatEvent.ts';
import { extraOf, finishReasonOf, usageOf } from './answerWords.ts';
import type { Completion } from './toRequest.ts';

/** Writes the chunks of one streamed answer as server-sent events, in OpenAI's shape. Pure: text in, text out. */
export class ChunkWriter {
  readonly #completion: Completion;
  readonly #calls = new Set<number>();
  #before = '';
  #after = '';

  constructor(completion: Completion) {
    this.#completion = completion;
  }

  /** Who writes from here on: each chunk names its model. */
  answers(model: string): void {
    const { request, created, includeUsage } = this.#completion;
    const head = JSON.stringify({ id: request.id, object: 'chat.completion.chunk', created, model });
    this.#before = `data: ${head.slice(0, -1)},"choices":[`;
    this.#after = includeUsage ? '],"usage":null}\n\n' : ']}\n\n';
  }

  role(): string {
    return this.#delta('{"role":"assistant","content":""}');
  }

  words(kind: 'text' | 'reasoning', words: string): string {
    return this.#delta(`{"${kind === 'text' ? 'content' : 'reasoning_content'}":${JSON.stringify(words)}}`);
  }

  call({ index, id, name, argumentsDelta }: ToolCallEvent): string {
    const first = !this.#calls.has(index);
    this.#calls.add(index);
    const call = first
      ? { index, id, type: 'function', function: { name, arguments: argumentsDelta } }
      : { index, function: { arguments: argumentsDelta } };
    return this.#delta(JSON.stringify({ tool_calls: [call] }));
  }

  /** The end of a whole answer. */
  end(done: DoneEvent): string {
    this.answers(done.model);
    const last = `"switchyard":${JSON.stringify(extraOf(done))}}\n\n`;
    const reason = finishReasonOf(done.finishReason);
    const finish = `${this.#before}{"index":0,"delta":{},"logprobs":null,"finish_reason":"${reason}"}`;
    if (!this.#completion.includeUsage) return `${finish}],${last}data: [DONE]\n\n`;
    const usage = `${this.#before}],"usage":${JSON.stringify(usageOf(done))},${last}`;
    return `${finish}${this.#after}${usage}data: [DONE]\n\n`;
  }

  #delta(delta: string): string {
    return `${this.#before}{"index":0,"delta":${delta},"logprobs":null,"finish_reason":null}${this.#after}`;
  }
}
