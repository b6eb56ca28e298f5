import { createParser } from 'eventsource-parser';
import { QUESTION } from './canonical.ts';
import type { Answer, Ask } from './happened.ts';
import type { Served } from './served.ts';

interface Said {
  readonly error?: { readonly message?: string };
  readonly model?: string;
  readonly usage?: object | null;
  readonly choices?: readonly {
    readonly message?: { readonly content?: string };
    readonly delta?: { readonly content?: string };
  }[];
}

/**
 * Asks a server that speaks chat completions as the benchmark's `endpoint` adapter does: once, its fallback in the body,
 * an error within a stream taken for one, and the end of the connection for the end of the answer.
 */
export function throughServe({ url, token }: Pick<Served, 'url' | 'token'>): Ask {
  return async ({ model, fallback, stream }, signal) => {
    const body = {
      model: `wall/${model}`,
      messages: [{ role: 'user', content: QUESTION }],
      fallbacks: fallback === undefined ? [] : [`wall/${fallback}`],
      ...(stream ? { stream, stream_options: { include_usage: true } } : {}),
    };
    try {
      const response = await fetch(`${url}/chat/completions`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
        signal,
      });
      if (response.ok && stream) return await readStream(response);
      const said = (await response.json()) as Said;
      if (!response.ok || said.error) return failed(`HTTP ${response.status}: ${said.error?.message}`);
      const text = said.choices?.[0]?.message?.content ?? '';
      return { ok: true, text, model: said.model, usage: Boolean(said.usage) };
    } catch (error) {
      return failed(String(error));
    }
  };
}

function failed(error: string): Answer {
  return { ok: false, text: '', usage: false, error };
}

async function readStream(response: Response): Promise<Answer> {
  const seen: { text: string; model?: string | undefined; usage: boolean; error?: string } = { text: '', usage: false };
  const parser = createParser({
    onEvent: ({ data }) => {
      if (data === '[DONE]') return;
      const said = JSON.parse(data) as Said;
      if (said.error) seen.error ??= `in-band: ${said.error.message}`;
      seen.model = said.model ?? seen.model;
      seen.usage ||= Boolean(said.usage);
      for (const { delta } of said.choices ?? []) seen.text += delta?.content ?? '';
    },
  });
  const decoder = new TextDecoder();
  for await (const bytes of response.body ?? []) parser.feed(decoder.decode(bytes, { stream: true }));
  return { ok: seen.error === undefined, ...seen };
}
