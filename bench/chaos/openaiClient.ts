import { OpenAI } from 'openai';
import { questionOf } from './answerOf.ts';
import { type Contestant, PATIENCE_MS, timed } from './contestant.ts';

/**
 * The official client alone, as careful code uses it: it gives up a silent stream, and takes an answer for whole only with
 * its finish reason.
 */
export function openaiClient(
  name: string,
  baseURL: string,
  { maxRetries, headers = {} }: { readonly maxRetries: number; readonly headers?: Readonly<Record<string, string>> },
): Contestant {
  const client = new OpenAI({ baseURL, apiKey: 'chaos', maxRetries, timeout: PATIENCE_MS, defaultHeaders: headers });
  async function* words(number: number): AsyncGenerator<string> {
    const controller = new AbortController();
    const late = () => controller.abort();
    let timer = setTimeout(late, PATIENCE_MS * (maxRetries + 4));
    try {
      const stream = await client.chat.completions.create(
        { model: 'm', messages: [{ role: 'user', content: questionOf(number) }], stream: true },
        { signal: controller.signal },
      );
      let finished = false;
      for await (const chunk of stream) {
        clearTimeout(timer);
        timer = setTimeout(late, PATIENCE_MS);
        const [choice] = chunk.choices;
        finished ||= typeof choice?.finish_reason === 'string';
        yield choice?.delta.content ?? '';
      }
      if (!finished) throw new Error('no finish reason');
    } finally {
      clearTimeout(timer);
    }
  }
  return { name, ask: (number) => timed(() => words(number)), [Symbol.asyncDispose]: async () => {} };
}
