import { describe, expect, test } from 'vitest';
import type { SwitchyardError } from '../../../src/core/chat/errors.ts';
import { faultIn } from '../../../src/providers/faults/faultIn.ts';
import { readValues } from '../../../src/providers/transport/readValues.ts';
import { allRecordings, type ErrorRecording, missing } from './errorRecordings.ts';
import { failedAnswer } from './failedAnswer.ts';

/** What every recorded error is, read off its message: kind, code, and when to come back or how long it may be. */
const EXPECTED: Readonly<Record<string, string>> = {
  'anthropic/err400-invalid-request-error--claude-sonnet-5': 'badRequest invalid_request_error, with id',
  'anthropic/err401-authentication-error--claude-3-opus-20240229': 'auth authentication_error',
  'anthropic/err404-not-found-error--there-is-no-such-model': 'modelNotFound not_found_error',
  'anthropic/err429-rate-limit-error--claude-3-7-sonnet-20250219': 'rateLimit rate_limit_error, in 65000 ms',
  'anthropic/err500-api-error--claude-sonnet-4-5-20250929': 'server api_error, with id',
  'anthropic/err529-overloaded-error--claude-3-5-haiku-20241022': 'overloaded overloaded_error',
  'anthropic/quoted-err400-credit-balance-too-low': 'quota invalid_request_error, with id',
  'anthropic/stream-midstream-error-no-finish--claude-3-5-haiku-20241022': 'overloaded overloaded_error',
  'azure-openai/err400-content-filter--gpt-5-mini': 'contentFilter ResponsibleAIPolicyViolation',
  'azure-openai/err401-access-denied-due-to-inv--grok-4-1-fast-non-reasonin': 'auth',
  'azure-openai/err404-deploymentnotfound--gpt-5-nano': 'modelNotFound DeploymentNotFound',
  'azure-openai/err408-upstream-request-timeout--kimi-k2.5': 'timeout',
  'azure-openai/err413-failed-to-buffer-the-req--grok-4-1-fast-non-reasonin': 'contextLength',
  'azure-openai/err429-ratelimitreached--gpt-4.1': 'rateLimit RateLimitReached, in 60000 ms',
  'cerebras/err429-request-quota-exceeded--qwen-3-coder-480b': 'rateLimit request_quota_exceeded, in 660 ms',
  'cohere/err400-too-many-tokens-size-li--command-a-03-2025': 'contextLength TOO_MANY_TOKENS, window 288000',
  'cohere/err404-model-command-does-not--command-does-not-exist': 'modelNotFound',
  'deepseek/err400-invalid-request-error--deepseek-v4-flash': 'badRequest invalid_request_error',
  'deepseek/err401-invalid-request-error--deepseek-v4-flash': 'auth authentication_error',
  'deepseek/quoted-err402-insufficient-balance': 'quota invalid_request_error',
  'doubleword/err403-forbidden--qwen3.5-9b': 'auth forbidden',
  'google-gemini/err400-invalid-argument--gemini-2.5-flash': 'auth API_KEY_INVALID',
  'google-gemini/err403-permission-denied--gemini-2.0-flash': 'auth PERMISSION_DENIED',
  'google-gemini/err404-not-found--gemini-1.5-flash': 'modelNotFound NOT_FOUND',
  // It says "check your plan and billing details", and means a limit per minute.
  'google-gemini/err429-resource-exhausted--gemini-2.0-flash': 'rateLimit RESOURCE_EXHAUSTED, in 23000 ms',
  'google-vertex/err400-invalid-argument--gemini-2.5-flash': 'contextLength INVALID_ARGUMENT, window 1048576',
  'google-vertex/err401-unauthenticated--gemini-2.0-flash': 'auth CREDENTIALS_MISSING',
  'google-vertex/err404-not-found--gemini-does-not-exist': 'modelNotFound NOT_FOUND',
  // The server's memory is full; the request was good.
  'gpustack/stream-midstream-error-error-field-reasoning--qwen3': 'server',
  // The model's own answer was no good; another model may do better.
  'groq/err400-tool-use-failed--gpt-oss-120b': 'server tool_use_failed',
  'groq/err401-invalid-api-key--llama-3.3-70b-versatile': 'auth invalid_api_key',
  'groq/err404-model-not-found--non-existent': 'modelNotFound model_not_found',
  'groq/err429-rate-limit-exceeded--llama-4-maverick-17b-128e': 'rateLimit rate_limit_exceeded, in 3000 ms',
  'groq/stream-midstream-error-reasoning-no-finish--gpt-oss-120b': 'server tool_use_failed',
  'huggingface/err500-server-error--llama-4-scout-17b-16e-inst': 'server server_error, in 1000 ms',
  'llamacpp/err400-invalid-request-error--qwen3-vl-2b-instruct-q8-0': 'badRequest invalid_request_error',
  'llamacpp/err401-authentication-error--qwen3-1.7b-q4-k-m': 'auth authentication_error',
  'llamacpp/err500-server-error--qwen3': 'server server_error',
  'mistral/err400-invalid-request-invalid-args--ministral-3b-latest': 'badRequest 3051',
  'mistral/err401-invalid-api-key--mistral-small-latest': 'auth',
  // By how much it is too long says nothing of how long it may be.
  'ollama/err400-invalid-request-error--gpt-oss-120b': 'contextLength invalid_request_error',
  'openai/err400-invalid-function-parameters--gpt-4o-mini': 'badRequest invalid_function_parameters',
  'openai/err401-invalid-api-key--gpt-4-does-not-exist-12345': 'auth invalid_api_key',
  'openai/err404-model-not-found--not-found-test-chat-model': 'modelNotFound model_not_found',
  'openai/err429-insufficient-quota--x': 'quota insufficient_quota',
  'openai/err503-upstream-connect-error-o--gpt-4.1-nano': 'overloaded',
  'openai/stream-midstream-error--gpt-5-nano-2025-08-07': 'quota insufficient_quota',
  'openai/stream-midstream-error-no-finish--gpt-4.1-nano': 'server server_error',
  'openrouter/err400-openai-gpt-nonexistent-r--gpt-nonexistent-routed-mod': 'modelNotFound',
  'openrouter/err401-no-cookie-auth-credentia--gpt-4o-mini': 'auth',
  // Its time to come back has long passed.
  'openrouter/err429-rate-limit-exceeded-lim--llama-3.2-3b-instruct-free': 'rateLimit, in 0 ms',
  'openrouter/quoted-err402-insufficient-credits': 'quota',
  'openrouter/quoted-err402-more-credits': 'quota',
  // Of 43 tokens: the output's limit, not the window.
  'openrouter/stream-midstream-error-reasoning-length--minimax-m2-free': 'server',
  // "Invalid API key or insufficient credits": either.
  'perplexity/err401-invalid-api-key--sonar': 'auth invalid_api_key',
  'siliconflow/quoted-err403-paid-balance': 'quota 30011',
  'venice/err404-specified-model-not-foun--venice-nonexistent-rig-tes': 'modelNotFound',
  'xai/err400-invalid-argument--grok-4.3': 'auth invalid-argument',
  'xai/err503-service-temporarily-unav--grok-4-fast-non-reasoning': 'overloaded The service is currently unavailable',
  'zai-glm/err429-the-service-may-be-tempo--glm-4.7': 'overloaded 1305',
  'zai-glm/quoted-err429-no-balance': 'quota 1113, with id',
};

describe.skipIf(missing !== undefined)('a recorded error', () => {
  const recordings = allRecordings();
  const broken = recordings.filter(({ message }) => message !== undefined);

  test('is in the table, and all of the table is recorded', () => {
    expect(broken.map(({ name }) => name)).toEqual(Object.keys(EXPECTED).sort());
  });

  test.each(broken.map((recording) => [recording.name, recording] as const))('%s', async (name, recording) => {
    const error = recording.status === 200 ? await errorWithin(recording) : failedAnswer(recording);
    expect(error === undefined ? 'no error' : describeError(error)).toBe(EXPECTED[name]);
    const words = recording.message?.replace(/\s+/g, ' ').trim() ?? '';
    expect(error?.message).toContain(words.slice(0, 450));
  });

  test.each(
    recordings.filter(({ message }) => message === undefined).map((recording) => [recording.name, recording] as const),
  )('is not seen in %s', async (_, recording) => {
    expect(await errorWithin(recording)).toBeUndefined();
  });
});

/** The first error that stands in an answer of status 200. */
async function errorWithin({ body }: ErrorRecording): Promise<SwitchyardError | undefined> {
  for await (const values of readValues(new Response(body), () => {})) {
    for (const value of values) {
      const error = faultIn(value);
      if (error !== undefined) return error;
    }
  }
  return undefined;
}

function describeError({ kind, details }: SwitchyardError): string {
  const { code, requestId, retryAfterMs, contextWindow, refusedField } = details;
  return [
    [kind, code].filter(Boolean).join(' '),
    ...(requestId === undefined ? [] : ['with id']),
    ...(retryAfterMs === undefined ? [] : [`in ${retryAfterMs} ms`]),
    ...(contextWindow === undefined ? [] : [`window ${contextWindow}`]),
    ...(refusedField === undefined ? [] : [`without ${refusedField}`]),
  ].join(', ');
}
