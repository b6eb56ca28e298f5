import { describe, expect, test } from 'vitest';
import { textMessage } from '../../../src/core/chat/message.ts';
import type { ProviderCall, ProviderEvent } from '../../../src/core/ports/provider.ts';
import { createProviders } from '../../../src/providers/createProviders.ts';
import { testSetup } from '../../fakes/testSetup.ts';
import { keysOf, lines } from '../eventLines.ts';

const GOOGLE = 'https://generativelanguage.googleapis.com';
const ANSWER = { candidates: [{ content: { parts: [{ text: 'Hello.' }] }, finishReason: 'STOP' }] };

/** The only request of a call, and what came of it. */
async function sent(settings: Record<string, unknown> = {}, changes: Partial<ProviderCall> = {}) {
  const setup = testSetup({ providers: { g: { api: 'gemini', baseUrl: GOOGLE, ...settings } } }, { presets: [] });
  const requests: { url: string; init: RequestInit }[] = [];
  const fetch = async (url: unknown, init: RequestInit = {}) => {
    requests.push({ url: String(url), init });
    return Response.json(ANSWER);
  };
  const keys = keysOf({ [`g ${new URL(setup.providers.get('g')?.baseUrl ?? '').origin}`]: 'k-of-g' });
  const provider = await createProviders((id) => setup.providers.get(id), keys, { fetch }).get('g');
  const messages = [textMessage('user', 'hi')];
  const call: ProviderCall = { providerId: 'g', modelName: 'gemini-3.8-flash', messages, onActivity() {}, ...changes };
  const events: ProviderEvent[] = [];
  for await (const event of provider.stream(call, new AbortController().signal)) events.push(event);
  const [request] = requests;
  if (request === undefined || requests.length > 1) throw new Error(`${requests.length} requests`);
  const { method, headers, body } = request.init;
  return { url: request.url, method, headers, body: JSON.parse(String(body)), log: lines(events) };
}

const SAID = ['text "Hello."', 'finish stop'];

describe('a call', () => {
  test('is one POST with the key in its header and nothing else of us', async () => {
    expect(await sent()).toEqual({
      url: `${GOOGLE}/v1beta/models/gemini-3.8-flash:streamGenerateContent?alt=sse`,
      method: 'POST',
      headers: { accept: 'text/event-stream', 'content-type': 'application/json', 'x-goog-api-key': 'k-of-g' },
      body: {
        contents: [{ role: 'user', parts: [{ text: 'hi' }] }],
        generationConfig: { thinkingConfig: { includeThoughts: true } },
      },
      log: SAID,
    });
  });

  test('of a model that refuses to stream asks for the whole answer', async () => {
    const { url, headers, log } = await sent({}, { without: ['stream'] });
    expect(url).toBe(`${GOOGLE}/v1beta/models/gemini-3.8-flash:generateContent`);
    expect(headers).toMatchObject({ accept: 'application/json' });
    expect(log).toEqual(SAID);
  });

  test('leaves out what the model is known to refuse', async () => {
    const without = ['generationConfig.seed', 'generationConfig.thinkingConfig'];
    const { body } = await sent({}, { without, seed: 7, temperature: 1 });
    expect(body.generationConfig).toEqual({ temperature: 1 });
  });

  test("goes to a project's models on Vertex AI with a token", async () => {
    const baseUrl = 'https://aiplatform.googleapis.com/v1/projects/p/locations/global';
    const { url, headers } = await sent({ baseUrl, auth: 'token' });
    expect(url).toBe(`${baseUrl}/publishers/google/models/gemini-3.8-flash:streamGenerateContent?alt=sse`);
    expect(headers).toMatchObject({ authorization: 'Bearer k-of-g' });
    expect(headers).not.toHaveProperty('x-goog-api-key');
  });
});
