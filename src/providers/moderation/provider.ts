import * as z from 'zod';
import { messageText } from '../../core/chat/message.ts';
import { NO_PARTS } from '../../core/chat/usage.ts';
import type { ProviderCall, ProviderEvent } from '../../core/ports/provider.ts';
import type { Converter, Dialect } from '../dialect.ts';

const resultSchema = z.object({
  id: z.string().optional(),
  results: z
    .array(z.object({ flagged: z.boolean(), categories: z.record(z.string(), z.boolean().nullable()).catch({}) }))
    .min(1),
});

/**
 * OpenAI's moderation endpoint, https://platform.openai.com/docs/api-reference/moderations: it judges the last message and
 * costs nothing. Its verdict is told in a guard model's words: `safe`, or `unsafe` and the categories on the next line.
 */
export const moderation: Dialect = {
  toRequest: ({ modelName, messages }: ProviderCall) => {
    const last = messages.at(-1);
    return { model: modelName, input: last === undefined ? '' : messageText(last) };
  },
  converter: () => new VerdictConverter(),
  send:
    (_, { baseUrl }) =>
    (body, fetch, signal) => {
      const address = `${baseUrl.replace(/\/+$/, '')}/moderations`;
      return fetch(address, { method: 'POST', body: JSON.stringify(body), signal });
    },
};

class VerdictConverter implements Converter {
  *push(value: unknown): Generator<ProviderEvent> {
    const parsed = resultSchema.safeParse(value);
    if (!parsed.success) return;
    const { id, results } = parsed.data;
    const flagged = results.filter((result) => result.flagged);
    const categories = flagged.flatMap((result) => Object.entries(result.categories)).filter(([, isMeant]) => isMeant);
    const names = [...new Set(categories.map(([name]) => name))];
    yield { type: 'text', delta: flagged.length === 0 ? 'safe' : `unsafe\n${names.join(',')}` };
    yield { type: 'usage', usage: NO_PARTS, reportedCostUsd: 0 };
    if (id !== undefined) yield { type: 'details', details: { responseId: id } };
    yield { type: 'finish', reason: 'stop' };
  }

  *end(): Generator<ProviderEvent> {}
}
