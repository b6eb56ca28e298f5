import { describe, expect, test } from 'vitest';
import { closedPort } from '../../simulator/closedPort.ts';
import { answerTo, OverHttp } from '../overHttp.ts';

describe('a provider that fails before its answer', () => {
  test.each([
    [{ status: 400 }, 'badRequest 400: Simulated error 400'],
    [{ status: 401 }, 'auth 401: Incorrect API key provided. You can find your API key in your account.'],
    [{ status: 402 }, 'quota 402: You exceeded your current quota, please check your plan and billing details.'],
    [{ status: 403 }, 'auth 403: Simulated error 403'],
    [{ status: 404 }, 'modelNotFound 404: The model does not exist or you do not have access to it.'],
    [{ status: 408 }, 'timeout 408: Simulated error 408'],
    [{ status: 429 }, 'rateLimit 429: Rate limit reached for requests. Please try again later.'],
    [{ status: 500 }, 'server 500: The server had an error while processing your request.'],
    [{ status: 502 }, 'server 502: Simulated error 502'],
    [{ status: 503 }, 'overloaded 503: The engine is currently overloaded, please try again later.'],
    [{ status: 504 }, 'timeout 504: Simulated error 504'],
    [{ status: 529 }, 'overloaded 529: Simulated error 529'],
    [{ htmlError: true }, 'server 502: the provider answered with a web page'],
    [{ htmlError: true, status: 403 }, 'auth 403: the provider answered with a web page'],
    [{ status: 500, body: 'oops' }, expect.stringMatching(/^server 500: /)],
    [{ status: 400, body: {} }, expect.stringMatching(/^badRequest 400: /)],
  ])('with %o is told apart', async (behaviour, expected) => {
    expect(await answerTo(behaviour)).toEqual([expected]);
  });

  test('says when to come back: in seconds, as a date, or not at all', async () => {
    expect(await answerTo({ status: 429, retryAfter: 7 })).toEqual([expect.stringMatching(/, retry after 7000 ms$/)]);
    expect(await answerTo({ status: 503, retryAfter: '0.5' })).toEqual([
      expect.stringMatching(/, retry after 500 ms$/),
    ]);
    const [dated] = await answerTo({ status: 429, retryAfter: new Date(Date.now() + 60_000).toUTCString() });
    const ms = Number(/retry after (\d+) ms/.exec(dated ?? '')?.[1]);
    expect(ms).toBeGreaterThan(50_000);
    expect(ms).toBeLessThanOrEqual(60_000);
    expect(await answerTo({ status: 429, retryAfter: 'soon' })).toEqual([expect.not.stringContaining('retry after')]);
  });

  test('refuses the connection', async () => {
    const baseUrl = `http://127.0.0.1:${await closedPort()}/v1`;
    await using http = await OverHttp.start({}, { provider: { baseUrl, auth: 'none' } });
    expect(await http.ask()).toEqual(['network: nothing answers at its address (connection refused)']);
  });

  test('resets the connection', async () => {
    expect(await answerTo({ reset: true })).toEqual(['network: the connection was cut']);
  });

  test('never answers', async () => {
    expect(await answerTo({ hang: true }, { deadlines: { firstTokenMs: 80 } })).toEqual([
      'timeout: no first word within 80 ms',
    ]);
  });
});

describe('a provider that fails in the middle', () => {
  const text = 'one two three';
  test.each([
    ['goes silent', { text, stallAfterTokens: 1 }, 'timeout: silent for 80 ms in the middle of the answer'],
    ['is cut off', { text, cutAfterTokens: 1 }, 'network: the connection was cut'],
    ['ends politely without a finish', { text, endAfterTokens: 1 }, 'protocol: the answer broke off without its end'],
    [
      'sends an error event',
      { text, errorEventAfterTokens: 1 },
      'server: The server had an error while processing your request',
    ],
    [
      'sends an error event with a reason',
      {
        text,
        errorEventAfterTokens: 1,
        body: { error: { message: 'Rate limit reached, try again in 2s', code: 'rate_limit_exceeded' } },
      },
      'rateLimit: Rate limit reached, try again in 2s, retry after 2000 ms',
    ],
    [
      'sends an error event that is only words',
      { text, errorEventAfterTokens: 1, body: { error: 'upstream overloaded' } },
      'overloaded: upstream overloaded',
    ],
    ['sends a broken chunk', { text, malformedAfterTokens: 1 }, 'protocol: a piece of the answer could not be read'],
  ])('because it %s', async (_, behaviour, expected) => {
    expect(await answerTo(behaviour, { deadlines: { idleMs: 80 } })).toEqual(['text "one"', expected]);
  });

  test('because the whole answer takes too long', async () => {
    const behaviour = { tokens: 1000, tokensPerSecond: 100 };
    expect((await answerTo(behaviour, { deadlines: { totalMs: 120 } })).at(-1)).toBe(
      'timeout: not finished after 120 ms',
    );
  });

  test('before its first token, although its headers came', async () => {
    expect(await answerTo({ stallAfterTokens: 0 }, { deadlines: { firstTokenMs: 80 } })).toEqual([
      'timeout: no first word within 80 ms',
    ]);
  });
});

describe('a failing provider', () => {
  test.each([{ status: 500 }, { status: 429, retryAfter: 1 }, { status: 408 }, { reset: true }, { cutAfterTokens: 0 }])(
    'is asked exactly once: %o',
    async (behaviour) => {
      await using http = await OverHttp.start(behaviour);
      await http.ask();
      expect(http.simulator.requests).toHaveLength(1);
    },
  );

  test.each([{ status: 500 }, { status: 401 }, { reset: true }, { endAfterTokens: 0 }])(
    'is replaced by the next one: %o',
    async (behaviour) => {
      await using http = await OverHttp.start(behaviour);
      const types: string[] = [];
      for await (const event of http.route()) types.push(event.type);
      expect(types.filter((type, index) => type !== types[index - 1])).toEqual([
        'decision',
        'attempt',
        'fallback',
        'attempt',
        'text',
        'done',
      ]);
      expect(http.simulator.requests.map((request) => request.provider)).toEqual(['a', 'b']);
    },
  );

  test('that redirects is not followed, and its key stays where it is', async () => {
    await using elsewhere = await OverHttp.start({ text: 'stolen' });
    const redirectTo = `${elsewhere.simulator.baseUrl('b')}/chat/completions`;
    await using http = await OverHttp.start({ redirectTo });
    expect(await http.ask()).toEqual(['network 302: it redirects elsewhere (302); redirects are not followed']);
    expect(elsewhere.simulator.requests).toEqual([]);
  });
});
