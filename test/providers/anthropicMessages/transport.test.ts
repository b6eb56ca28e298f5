import { describe, expect, test } from 'vitest';
import { type ChatMessage, textMessage } from '../../../src/core/chat/message.ts';
import type { ProviderCall } from '../../../src/core/ports/provider.ts';
import { createProviders } from '../../../src/providers/createProviders.ts';
import { testSetup } from '../../fakes/testSetup.ts';
import { keysOf, lines } from '../eventLines.ts';
import { HELLO, stream } from './wireEvents.ts';

interface Request {
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body: Record<string, unknown>;
}

/** The one request that a call makes. */
async function requestTo(provider: Record<string, unknown>, call: Partial<ProviderCall> = {}): Promise<Request> {
  const setup = testSetup({ providers: { a: { api: 'anthropic-messages', ...provider } } }).providers.get('a');
  if (setup === undefined) throw new Error('no provider');
  const { origin } = new URL(setup.baseUrl);
  const requests: Request[] = [];
  const fetch = async (url: URL | RequestInfo, init?: RequestInit) => {
    const headers = Object.fromEntries(new Headers(init?.headers));
    requests.push({ url: String(url), headers, body: JSON.parse(String(init?.body)) });
    return new Response(stream(HELLO));
  };
  const providers = createProviders(() => setup, keysOf({ [`a ${origin}`]: 'sk-key', [`a ${origin} x`]: 'secret' }), {
    fetch,
  });
  const messages = [textMessage('user', 'hi')];
  const whole = { providerId: 'a', modelName: 'claude-opus-5-5', messages, onActivity() {}, ...call };
  const events = [];
  for await (const event of (await providers.get('a')).stream(whole, AbortSignal.timeout(5000))) events.push(event);
  expect(lines(events)).toEqual(['text "hello"', 'finish stop']);
  expect(requests.length).toBe(1);
  return requests[0] as Request;
}

describe('a request', () => {
  test.each([
    ['https://api.anthropic.com', 'https://api.anthropic.com/v1/messages'],
    ['https://api.anthropic.com/v1/', 'https://api.anthropic.com/v1/messages'],
    ['https://gateway.test/anthropic', 'https://gateway.test/anthropic/v1/messages'],
    ['https://gateway.test/anthropic/v1/messages', 'https://gateway.test/anthropic/v1/messages'],
    ['http://127.0.0.1:4000', 'http://127.0.0.1:4000/v1/messages'],
  ])('to %s goes to %s', async (baseUrl, url) => {
    expect((await requestTo({ baseUrl })).url).toBe(url);
  });

  test("goes to the vendor where no address is given, with the vendor's headers and no others", async () => {
    const { url, headers } = await requestTo({});
    expect(url).toBe('https://api.anthropic.com/v1/messages');
    expect(headers).toEqual({
      accept: 'application/json',
      'anthropic-version': '2023-06-01',
      'content-type': 'application/json',
      'x-api-key': 'sk-key',
    });
  });

  test('has headers that the user may set anew', async () => {
    const headers = { 'Anthropic-Version': '2099-01-01', 'anthropic-beta': `b-\${secret:x}` };
    expect((await requestTo({ headers })).headers).toMatchObject({
      'anthropic-version': '2099-01-01',
      'anthropic-beta': 'b-secret',
    });
  });

  test('names the beta feature that its body uses', async () => {
    const content = [
      { type: 'thinking', thinking: '', signature: 's' },
      { type: 'text', textLength: 2 },
    ];
    const before: ChatMessage = { ...textMessage('assistant', 'so'), verbatim: { model: 'a/m', content } };
    const call = { messages: [textMessage('user', 'hi'), before, textMessage('user', 'and?')] };
    const beta = { 'anthropic-beta': 'thinking-binding-controls-2026-08-01' };
    expect((await requestTo({}, call)).headers).toMatchObject(beta);
    const without = ['thinking'];
    expect((await requestTo({}, { ...call, without })).headers).not.toHaveProperty('anthropic-beta');
    expect((await requestTo({ baseUrl: 'https://gateway.test' }, call)).headers).not.toHaveProperty('anthropic-beta');
    const own = await requestTo({ headers: { 'Anthropic-Beta': 'mine' } }, call);
    expect(own.headers).toMatchObject({ 'anthropic-beta': 'mine' });
    expect(own.body.thinking).toEqual({ type: 'adaptive', display: 'summarized' });
  });

  test("has the model in its path at Google's Vertex AI, and a bearer token", async () => {
    const project = 'https://us-east5-aiplatform.googleapis.com/v1/projects/p/locations/us-east5';
    const provider = { baseUrl: `${project}/`, auth: 'token' };
    const call = { modelName: 'claude-haiku-4-5@20251001' };
    const { url, headers, body } = await requestTo(provider, call);
    expect(url).toBe(`${project}/publishers/anthropic/models/claude-haiku-4-5@20251001:streamRawPredict`);
    expect(headers).toMatchObject({ authorization: 'Bearer sk-key' });
    expect(body).toMatchObject({ anthropic_version: 'vertex-2023-10-16', stream: true });
    expect(body).not.toHaveProperty('model');
    expect((await requestTo(provider, { ...call, without: ['stream'] })).url).toMatch(/:rawPredict$/);
  });

  test('leaves out the fields that the model refuses', async () => {
    const call = { modelName: 'claude-haiku-4-5', temperature: 0.5, without: ['temperature'] };
    expect((await requestTo({}, call)).body).not.toHaveProperty('temperature');
  });
});
