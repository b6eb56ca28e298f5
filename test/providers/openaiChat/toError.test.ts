import { describe, expect, test } from 'vitest';
import { SwitchyardError } from '../../../src/core/chat/errors.ts';
import { toError } from '../../../src/providers/openaiChat/toError.ts';
import { errorLine, OverHttp } from '../overHttp.ts';
import { replay } from '../replay.ts';

/** Faults as Node's `fetch` throws them. */
function fetchFailed(code: string, message = code): TypeError {
  return new TypeError('fetch failed', { cause: Object.assign(new Error(message), { code }) });
}

describe('a connection that fails', () => {
  test.each([
    [fetchFailed('ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:1'), 'nothing answers at its address'],
    [fetchFailed('ENOTFOUND', 'getaddrinfo ENOTFOUND nowhere.invalid'), 'its host name is unknown'],
    [fetchFailed('EAI_AGAIN'), 'its host name could not be looked up'],
    [fetchFailed('ETIMEDOUT', 'connect ETIMEDOUT 10.0.0.1:443'), 'the connection timed out'],
    [fetchFailed('UND_ERR_CONNECT_TIMEOUT', 'Connect Timeout Error (timeout: 10000ms)'), 'the connection timed out'],
    [fetchFailed('UND_ERR_HEADERS_TIMEOUT', 'Headers Timeout Error'), 'the connection broke'],
    [fetchFailed('CERT_HAS_EXPIRED', 'certificate has expired'), 'its certificate has expired'],
    [fetchFailed('DEPTH_ZERO_SELF_SIGNED_CERT'), 'its certificate is self-signed'],
    [fetchFailed('EWHATEVER', 'something new'), 'the connection broke'],
    [new TypeError('fetch failed'), 'the connection broke'],
    [new TypeError('fetch failed', { cause: new AggregateError([], '') }), 'the connection broke'],
  ])('with $cause says why', async (fault, words) => {
    const fetch = () => Promise.reject(fault);
    await using http = await OverHttp.start({}, { fetch });
    expect(await http.ask()).toEqual([expect.stringMatching(new RegExp(`^network: ${words}`))]);
  });

  test('in the middle of the answer is told from its end', async () => {
    const fault = new TypeError('terminated', {
      cause: Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' }),
    });
    expect(errorLine(toError(fault))).toBe('network: the connection was cut');
  });

  test('because another origin was asked is refused by ourselves', async () => {
    const error = toError(new Error('wrapped', { cause: fetchFailed('ECONNRESET') }));
    expect(errorLine(error)).toBe('network: the connection was cut');
  });
});

describe('anything else', () => {
  test('that is coded already stays as it is', () => {
    const error = SwitchyardError.cancelled();
    expect(toError(error)).toBe(error);
  });

  test.each([new TypeError('x is not a function'), new RangeError('bug'), 'a string', undefined, null, 7])(
    'such as %s is our own bug and stays what it is',
    (bug) => {
      expect(toError(bug)).toBe(bug);
    },
  );

  test('such as an abort of the platform is survived', () => {
    const abort = new DOMException('This operation was aborted', 'AbortError');
    expect(toError(abort)).toBe(abort);
  });
});

describe('the body of a failed answer', () => {
  const message = async (body: string, status = 400) => (await replay({ status, body })).log[0];

  test.each([
    ['{"error":{"message":"No such model","code":"model_not_found"}}', 'modelNotFound 400: No such model'],
    ['{"error":"No such model: x"}', 'modelNotFound 400: No such model: x'],
    ['{"message":"Requests rate limit exceeded"}', 'rateLimit 400: Requests rate limit exceeded'],
    ['{"detail":"Invalid API Key"}', 'auth 400: Invalid API Key'],
    [
      '{"detail":[{"msg":"Extra inputs are not permitted","input":"the prompt"}]}',
      'badRequest 400: Extra inputs are not permitted',
    ],
    [
      '{"object":"error","message":"This model\'s maximum context length is 8192 tokens","code":40303}',
      "contextLength 400: This model's maximum context length is 8192 tokens",
    ],
    ['upstream\n  is   gone', 'badRequest 400: upstream is gone'],
    ['<!DOCTYPE html><p>no</p>', 'badRequest 400: the provider answered with a web page'],
    ['', 'badRequest 400: the provider gave no reason'],
    ['null', 'badRequest 400: the provider gave no reason'],
    ['[]', 'badRequest 400: the provider gave no reason'],
    ['{"error":null}', 'badRequest 400: the provider gave no reason'],
    ['{"error":{"message":{"odd":1}}}', 'badRequest 400: the provider gave no reason'],
  ])('%s is read', async (body, expected) => {
    expect(await message(body)).toBe(expected);
  });

  test('is kept short', async () => {
    expect((await message('x'.repeat(100_000)))?.length).toBeLessThan(600);
  });

  test('is not judged by the addresses in it', async () => {
    expect(await message('{"message":"Slow down, see https://x.test/billing/insufficient_quota"}', 429)).toMatch(
      /^rateLimit 429/,
    );
  });
});
