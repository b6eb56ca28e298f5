import Anthropic from '@anthropic-ai/sdk';
import { GoogleGenAI } from '@google/genai';
import OpenAI from 'openai';
import type { Api } from '../src/core/models/preset.ts';

type Fetch = typeof globalThis.fetch;

/** Each vendor's own client reading one streamed answer to its end; resolves to the number of events it yielded. */
export const SDK_STREAMS: Readonly<Record<Exclude<Api, 'vscode-lm'>, (fetch: Fetch) => () => Promise<number>>> = {
  'openai-chat': (fetch) => {
    const client = new OpenAI({ apiKey: 'x', fetch, maxRetries: 0 });
    return async () => count(await client.chat.completions.create({ model: 'gpt', messages: [], stream: true }));
  },
  'anthropic-messages': (fetch) => {
    const client = new Anthropic({ apiKey: 'x', fetch, maxRetries: 0 });
    return async () =>
      count(await client.messages.create({ model: 'claude', messages: [], max_tokens: 9, stream: true }));
  },
  gemini: (fetch) => {
    const client = new GoogleGenAI({ apiKey: 'x' });
    return async () => {
      // This client takes no `fetch` of its own.
      const own = globalThis.fetch;
      globalThis.fetch = fetch;
      try {
        return await count(await client.models.generateContentStream({ model: 'gemini', contents: 'hi' }));
      } finally {
        globalThis.fetch = own;
      }
    };
  },
  'openai-responses': (fetch) => {
    const client = new OpenAI({ apiKey: 'x', fetch, maxRetries: 0 });
    return async () => count(await client.responses.create({ model: 'gpt', input: 'hi', stream: true }));
  },
};

async function count(events: AsyncIterable<unknown>): Promise<number> {
  let seen = 0;
  for await (const _ of events) seen++;
  return seen;
}
