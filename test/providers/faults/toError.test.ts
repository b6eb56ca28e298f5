import { describe, expect, test } from 'vitest';
import { SwitchyardError } from '../../../src/core/chat/errors.ts';
import { requestIdOf } from '../../../src/providers/faults/readFault.ts';
import { toError } from '../../../src/providers/faults/toError.ts';
import { failedAnswer } from './failedAnswer.ts';

/** A fault as Node's `fetch` throws it. */
function fetchFailed(code: string, message = code): TypeError {
  return new TypeError('fetch failed', { cause: Object.assign(new Error(message), { code }) });
}

function lineOf(error: unknown): string {
  if (!SwitchyardError.is(error)) throw error;
  return `${[error.kind, error.status].filter(Boolean).join(' ')}: ${error.message}`;
}

describe('a connection that fails', () => {
  test.each([
    [
      fetchFailed('ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:1'),
      'nothing answers at its address (connection refused)',
    ],
    [fetchFailed('ENOTFOUND', 'getaddrinfo ENOTFOUND nowhere.invalid'), 'its host name is unknown'],
    [fetchFailed('EAI_AGAIN'), 'its host name could not be looked up'],
    [fetchFailed('ETIMEDOUT', 'connect ETIMEDOUT 10.0.0.1:443'), 'the connection timed out'],
    [fetchFailed('UND_ERR_CONNECT_TIMEOUT', 'Connect Timeout Error'), 'the connection timed out'],
    [fetchFailed('UND_ERR_HEADERS_TIMEOUT', 'Headers Timeout Error'), 'the connection broke'],
    [fetchFailed('CERT_HAS_EXPIRED', 'certificate has expired'), 'its certificate has expired'],
    [fetchFailed('DEPTH_ZERO_SELF_SIGNED_CERT'), 'its certificate is self-signed'],
    [fetchFailed('UNABLE_TO_GET_ISSUER_CERT_LOCALLY'), 'its certificate cannot be verified'],
    [fetchFailed('EWHATEVER', 'something new'), 'the connection broke'],
    [fetchFailed('constructor'), 'the connection broke'],
    [new TypeError('fetch failed'), 'the connection broke'],
    [new TypeError('fetch failed', { cause: new AggregateError([], '') }), 'the connection broke'],
    [
      new TypeError('terminated', { cause: Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' }) }),
      'the connection was cut',
    ],
    [new Error('wrapped', { cause: fetchFailed('ECONNRESET') }), 'the connection was cut'],
  ])('with %s says why', (fault, words) => {
    expect(lineOf(toError(fault))).toBe(`network: ${words}`);
  });

  test('and whose causes go in a circle is survived', () => {
    const circle = new Error('x');
    circle.cause = circle;
    expect(toError(circle)).toBe(circle);
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

  test('such as JSON that is none is a broken answer', () => {
    expect(lineOf(toError(new SyntaxError('Unexpected token')))).toBe(
      'protocol: a piece of the answer could not be read',
    );
  });
});

describe('the words of a failed answer', () => {
  test.each([
    ['{"error":{"message":"No such model","code":"model_not_found"}}', 'modelNotFound 400: No such model'],
    ['{"error":"No such model: x"}', 'modelNotFound 400: No such model: x'],
    ['{"message":"Requests rate limit exceeded"}', 'rateLimit 400: Requests rate limit exceeded'],
    ['{"detail":"Invalid API Key"}', 'auth 400: Invalid API Key'],
    ['{"status":400,"title":" "}', 'badRequest 400: the provider gave no reason'],
    ['{"status":400,"title":"Bad Request"}', 'badRequest 400: Bad Request'],
    ['{"status":400,"title":"Bad Request","detail":"x is missing"}', 'badRequest 400: x is missing'],
    [
      '{"errors":[{"message":"No route for that URI","code":7000}],"success":false}',
      'badRequest 400: No route for that URI',
    ],
    ['[{"error":{"code":400,"message":"Nope","status":"INVALID_ARGUMENT"}}]', 'badRequest 400: Nope'],
    ['"Your team has used all available credits"', 'quota 400: Your team has used all available credits'],
    [
      '{"error":{"message":"{\\n  \\"error\\": {\\"code\\": 400, \\"message\\": \\"Inner\\"}}","code":400,"status":"Bad Request"}}',
      'badRequest 400: Inner',
    ],
    [
      '{"detail":[{"msg":"Extra inputs are not permitted","input":"the prompt"}]}',
      'badRequest 400: Extra inputs are not permitted',
    ],
    [
      '{"detail":[{"loc":["body","messages",0,"name"],"msg":"Field required","input":"the prompt"}]}',
      'badRequest 400: messages.0.name: Field required',
    ],
    [
      "{\"message\":\"[{'type': 'x', 'msg': 'Bad', 'input': 'the prompt'}]\"}",
      "badRequest 400: [{'type': 'x', 'msg': 'Bad' …",
    ],
    [
      '{"message":"1 validation error: Bad [type=x, input_value=\'the prompt\', input_type=str]"}',
      'badRequest 400: 1 validation error: Bad [type=x …',
    ],
    [
      '{"object":"error","message":"This model\'s maximum context length is 8192 tokens","code":40303}',
      "contextLength 400: This model's maximum context length is 8192 tokens",
    ],
    [
      '{"error":{"message":"Provider returned error","metadata":{"provider_name":"X","raw":"{\\"error\\":{\\"message\\":\\"Bad thing\\"}}"}}}',
      'badRequest 400: Provider returned error (X: Bad thing)',
    ],
    [
      '{"error":{"message":"Provider returned error","metadata":{"provider_name":"X","raw":""}}}',
      'badRequest 400: Provider returned error (X)',
    ],
    [
      '{"error":{"message":"Provider returned error","metadata":{"provider_name":null,"raw":null}}}',
      'badRequest 400: Provider returned error',
    ],
    ['upstream\n  is   gone', 'badRequest 400: upstream is gone'],
    ['{"error": not JSON', 'badRequest 400: {"error": not JSON'],
    ['', 'badRequest 400: the provider gave no reason'],
    ['null', 'badRequest 400: the provider gave no reason'],
    ['[]', 'badRequest 400: the provider gave no reason'],
    ['{"error":null}', 'badRequest 400: the provider gave no reason'],
    ['{"error":{"message":{"odd":1}}}', 'badRequest 400: the provider gave no reason'],
    // A web page, alone or in a message
    ['<!DOCTYPE html><p>no</p>', 'badRequest 400: the provider answered with a web page'],
    ['<html><head><title>502</title>', 'badRequest 400: the provider answered with a web page'],
    [
      '<html>\n<head><title>Attention Required!\n | Cloudflare</title>',
      'badRequest 400: the provider answered with a web page: Attention Required! | Cloudflare',
    ],
    [
      '{"error":{"message":"got <html><body>no</body></html>"}}',
      'badRequest 400: the provider answered with a web page',
    ],
  ])('%s are read', (body, expected) => {
    expect(lineOf(failedAnswer({ body }))).toBe(expected);
  });

  test('are one line of at most 500 characters', () => {
    const { message } = failedAnswer({ body: { error: { message: 'too long \n'.repeat(10_000) } } });
    expect(message).toMatch(/^[^\n]{499}…$/);
    const title = `<html><title>${'x'.repeat(10_000)}</title>`;
    expect(failedAnswer({ body: title }).message.length).toBeLessThan(200);
  });

  test('say where a redirect was not followed', () => {
    const error = failedAnswer({ status: 302, body: 'Found', headers: { 'x-request-id': 'r' } });
    expect(lineOf(error)).toBe('network 302: it redirects elsewhere (302); redirects are not followed');
    expect(error.details.requestId).toBe('r');
  });
});

describe('the vendor’s own name', () => {
  test.each([
    [{ error: { message: 'x', type: 'invalid_request_error', code: 'invalid_api_key' } }, 'invalid_api_key'],
    [{ error: { message: 'x', type: 'authentication_error', code: 'invalid_request_error' } }, 'authentication_error'],
    [{ error: { message: 'x', type: 'invalid_request_error', code: null } }, 'invalid_request_error'],
    [{ error: { message: 'x', code: '401' } }, undefined],
    [
      { error: { message: 'x', code: 400, status: 'INVALID_ARGUMENT', details: [{ reason: 'API_KEY_INVALID' }] } },
      'API_KEY_INVALID',
    ],
    [
      { error: { message: 'x', code: 'content_filter', innererror: { code: 'ResponsibleAIPolicyViolation' } } },
      'ResponsibleAIPolicyViolation',
    ],
    [{ code: 30011, message: 'x' }, '30011'],
    [{ message: 'x' }, undefined],
    [{ error: { message: 'x', code: 'y\n'.repeat(1000) } }, `${'y '.repeat(50).slice(0, 99)}…`],
  ])('of %j is %s', (body, code) => {
    expect(failedAnswer({ body }).details.code).toBe(code);
  });
});

describe('the id that the vendor’s support asks for', () => {
  test.each([
    [{ 'x-request-id': 'a', 'cf-ray': 'b' }, 'a'],
    [{ 'request-id': 'req_1' }, 'req_1'],
    [{ 'apim-request-id': 'c' }, 'c'],
    [{ 'x-ms-request-id': 'd', 'cf-ray': 'b' }, 'd'],
    [{ 'x-goog-request-id': 'e' }, 'e'],
    [{ 'cf-ray': '8f-FRA' }, '8f-FRA'],
    [{ 'x-request-id': ' ' }, undefined],
    [{ server: 'nginx' }, undefined],
  ])('in %j is %s', (headers, id) => {
    expect(requestIdOf(new Headers(headers as Record<string, string>))).toBe(id);
    expect(failedAnswer({ headers: headers as Record<string, string> }).details.requestId).toBe(id);
  });

  test('in the body is better', () => {
    const body = { type: 'error', error: { message: 'x' }, request_id: 'req_1' };
    expect(failedAnswer({ body, headers: { 'cf-ray': 'b' } }).details.requestId).toBe('req_1');
    expect(failedAnswer({ body: { ...body, request_id: 7 }, headers: { 'cf-ray': 'b' } }).details.requestId).toBe('b');
  });
});
