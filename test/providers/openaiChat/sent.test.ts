import { afterEach, describe, expect, test, vi } from 'vitest';
import { textMessage } from '../../../src/core/chat/message.ts';
import type { ProviderCall } from '../../../src/core/ports/provider.ts';
import { listModels } from '../../../src/providers/catalog/listModels.ts';
import { toRequest } from '../../../src/providers/openaiChat/toRequest.ts';
import { testSetup } from '../../fakes/testSetup.ts';
import { keysOf } from '../eventLines.ts';
import { KEY, OverHttp } from '../overHttp.ts';

afterEach(() => vi.unstubAllEnvs());

/** What Node's `fetch` adds on its own. */
const TRANSPORT = [
  'accept-encoding',
  'accept-language',
  'connection',
  'content-length',
  'host',
  'sec-fetch-mode',
  'user-agent',
];

/** The headers of the only request, without the transport's. */
async function headersSent(options: Parameters<typeof OverHttp.start>[1] = {}): Promise<Record<string, unknown>> {
  await using http = await OverHttp.start({ text: 'ok' }, options);
  await http.ask();
  const [request] = http.simulator.requests;
  return Object.fromEntries(Object.entries(request?.headers ?? {}).filter(([name]) => !TRANSPORT.includes(name)));
}

/** What a call that must not be made says; its `fetch` has to stay unused. */
async function refusal(options: Parameters<typeof OverHttp.start>[1] = {}): Promise<string[]> {
  const fetch = vi.fn<typeof globalThis.fetch>();
  await using http = await OverHttp.start({ text: 'ok' }, { ...options, fetch });
  const log = await http.ask();
  expect(fetch).not.toHaveBeenCalled();
  expect(http.simulator.requests).toEqual([]);
  return log;
}

/** A secret as the user writes it into a header. */
const secret = (name: string) => `\${secret:${name}}`;

const ALLOWED = { accept: 'application/json', authorization: `Bearer ${KEY}`, 'content-type': 'application/json' };

describe('the headers that are sent', () => {
  test('are the key and what HTTP needs, nothing of the package', async () => {
    expect(await headersSent()).toEqual(ALLOWED);
  });

  test('have the user agent of the platform', async () => {
    await using http = await OverHttp.start({ text: 'ok' });
    await http.ask();
    expect(http.simulator.requests[0]?.headers['user-agent']).toBe('node');
  });

  test('are joined by the configured ones, with their secrets filled in', async () => {
    await using http = await OverHttp.start({ text: 'ok' });
    const { url } = http.simulator;
    const headers = { 'X-Team': 'blue', 'X-Gateway': `id ${secret('gw-id')}, token ${secret('gw.token')}` };
    await using other = await OverHttp.start(
      {},
      {
        provider: { baseUrl: http.simulator.baseUrl('a'), headers },
        keys: keysOf({ [`a ${url}`]: KEY, [`a ${url} gw-id`]: 'seven', [`a ${url} gw.token`]: 's3cret' }),
      },
    );
    await other.ask();
    expect(http.simulator.requests[0]?.headers).toMatchObject({
      ...ALLOWED,
      'x-team': 'blue',
      'x-gateway': 'id seven, token s3cret',
    });
  });

  test('have no key where none is wanted', async () => {
    await using http = await OverHttp.start({}, { settings: { routes: { default: ['b/m'] } } });
    for await (const _ of http.route());
    expect(http.simulator.requests[0]?.headers).not.toHaveProperty('authorization');
  });
});

describe("the package's environment variables", () => {
  const ENVIRONMENT = {
    OPENAI_API_KEY: 'sk-from-the-environment',
    OPENAI_ADMIN_KEY: 'sk-admin',
    OPENAI_BASE_URL: 'http://127.0.0.1:1/v1',
    OPENAI_ORG_ID: 'org-secret',
    OPENAI_PROJECT_ID: 'proj-secret',
    OPENAI_CUSTOM_HEADERS: 'X-Corp: internal\nAuthorization: Bearer corp',
    OPENAI_LOG: 'debug',
  };

  test('change nothing that is sent, and log nothing', async () => {
    const bodyOf = async () => {
      await using http = await OverHttp.start({ text: 'ok' });
      await http.ask();
      return http.simulator.requests[0]?.body;
    };
    const body = await bodyOf();
    for (const [name, value] of Object.entries(ENVIRONMENT)) vi.stubEnv(name, value);
    const logs = (['log', 'debug', 'info', 'warn', 'error'] as const).map((level) =>
      vi.spyOn(console, level).mockImplementation(() => {}),
    );
    expect(await headersSent()).toEqual(ALLOWED);
    expect(await bodyOf()).toEqual(body);
    for (const log of logs) {
      expect(log).not.toHaveBeenCalled();
      log.mockRestore();
    }
  });
});

describe('a key', () => {
  test('that is missing is an error before anything is sent', async () => {
    expect(await refusal({ keys: keysOf({}) })).toEqual([
      expect.stringMatching(/^auth: no API key for a at http:\/\/127\.0\.0\.1:\d+$/),
    ]);
  });

  test('kept for another origin counts as missing', async () => {
    expect(await refusal({ keys: keysOf({ 'a https://api.openai.com': 'sk-other' }) })).toEqual([
      expect.stringMatching(/^auth: no API key/),
    ]);
  });

  test.each(['http://example.test/v1', 'http://192.168.0.7/v1', 'http://127.0.0.1.example.test/v1', 'http://[::2]/v1'])(
    'never travels unencrypted to %s',
    async (baseUrl) => {
      const { origin } = new URL(baseUrl);
      const keys = keysOf({ [`a ${origin}`]: 'sk', [`a ${origin} s`]: 'secret' });
      const refused = [`auth: a key is not sent unencrypted to ${origin}: use https`];
      expect(await refusal({ provider: { baseUrl }, keys })).toEqual(refused);
      const headers = { 'x-token': secret('s') };
      expect(await refusal({ provider: { baseUrl, headers, auth: 'none' }, keys })).toEqual(refused);
    },
  );

  test('that holds a line break is named as the fault, without showing it', async () => {
    await using http = await OverHttp.start({ text: 'ok' });
    const keys = keysOf({ [`a ${http.simulator.url}`]: 'sk-1\nsk-2' });
    const provider = { baseUrl: http.simulator.baseUrl('a') };
    expect(await refusal({ provider, keys })).toEqual(['auth: the API key of a holds characters that cannot be sent']);
    const quoted = keysOf({ [`a ${http.simulator.url}`]: '“sk-1”' });
    expect(await refusal({ provider, keys: quoted })).toEqual([
      'auth: the API key of a holds characters that cannot be sent',
    ]);
  });

  test('or a secret of a header that is not set is an error before anything is sent', async () => {
    const provider = { headers: { 'x-token': secret('gateway') }, auth: 'none' };
    expect(await refusal({ provider })).toEqual(['auth: the secret gateway of a is not set']);
  });
});

describe('the body that is sent', () => {
  const CALL: ProviderCall = {
    providerId: 'p',
    modelName: 'm',
    messages: [textMessage('system', 'be kind'), textMessage('user', 'hi')],
    onActivity() {},
  };

  test('asks for a stream with usage, and for nothing that was not wanted', () => {
    expect(toRequest(CALL, {})).toEqual({
      model: 'm',
      messages: [
        { role: 'system', content: 'be kind' },
        { role: 'user', content: 'hi' },
      ],
      stream: true,
      stream_options: { include_usage: true },
    });
  });

  test('carries temperature and output limit', () => {
    expect(toRequest({ ...CALL, temperature: 0, maxOutputTokens: 9 }, {})).toMatchObject({
      temperature: 0,
      max_tokens: 9,
    });
  });

  test('gives the output limit the name that the vendor wants', () => {
    const request = toRequest({ ...CALL, maxOutputTokens: 9 }, { outputLimit: 'max_completion_tokens' });
    expect(request).toMatchObject({ max_completion_tokens: 9 });
    expect(request).not.toHaveProperty('max_tokens');
  });

  test('leaves out what a vendor refuses and adds what it needs', () => {
    const request = toRequest(CALL, { noStreamOptions: true, body: { usage: { include: true } } });
    expect(request).not.toHaveProperty('stream_options');
    expect(request).toMatchObject({ stream: true, usage: { include: true } });
  });

  test('has images as data URLs, and plain strings everywhere else', () => {
    const image = { type: 'image', mimeType: 'image/png', base64: 'AAAA' } as const;
    const messages = [
      textMessage('assistant', 'before'),
      { role: 'user', parts: [{ type: 'text', text: 'see' }, image] } as const,
    ];
    expect(toRequest({ ...CALL, messages }, {}).messages).toEqual([
      { role: 'assistant', content: 'before' },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'see' },
          { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } },
        ],
      },
    ]);
  });
});

describe('the list of models', () => {
  const listed = async (provider: Record<string, unknown>, keys = keysOf({})) => {
    const setup = testSetup({ providers: { a: { api: 'openai-chat', ...provider } } });
    const [only] = setup.providers.values();
    return only === undefined ? [] : listModels(only, keys, AbortSignal.timeout(2000));
  };

  test('is read with the key, under the same rules', async () => {
    await using http = await OverHttp.start({});
    const baseUrl = http.simulator.baseUrl('a');
    expect(await listed({ baseUrl }, keysOf({ [`a ${http.simulator.url}`]: KEY }))).toEqual([{ name: 'm', entry: {} }]);
    await expect(listed({ baseUrl }, keysOf({ [`a ${http.simulator.url}`]: 'sk-wrong' }))).rejects.toMatchObject({
      kind: 'auth',
      status: 401,
      message: expect.stringContaining('Incorrect API key'),
    });
    await expect(listed({ baseUrl })).rejects.toMatchObject({ kind: 'auth' });
    await expect(listed({ baseUrl: 'http://example.test/v1' })).rejects.toMatchObject({ kind: 'auth' });
  });
});
