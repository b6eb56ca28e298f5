import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ERROR_KINDS, type SwitchyardError } from '../../../src/core/chat/errors.ts';
import { faultIn } from '../../../src/providers/faults/faultIn.ts';
import { failedAnswer } from './failedAnswer.ts';

/** Words that the rules look for, so that any JSON is often nearly an error. */
const word = fc.constantFrom(
  'error',
  'errors',
  'message',
  'code',
  'type',
  'status',
  'detail',
  'details',
  'metadata',
  'raw',
  'provider_name',
  'param',
  'loc',
  'msg',
  'retryDelay',
  'retry_after',
  'headers',
  'quotaId',
  'n_ctx',
  'choices',
  'response',
  'base_resp',
  'status_code',
  'response.failed',
  'Unknown name "seed" at \'generation_config\'',
  "Unsupported value: 'temperature' is not supported",
  "Unsupported parameter: 'seed' is not supported with this model.",
  'max_tokens is too large: 100000. This model supports at most 16384 completion tokens',
  'tokens per minute',
  'try again in 1m2.5s',
  'maximum context length is 8192 tokens',
  'x: Extra inputs are not permitted',
  '{"error":{"message":"x"}}',
  '[',
  '<html>',
  'PerDay',
  '429',
  '1113',
  '__proto__',
  'toString',
  'valueOf',
  'seconds',
  'title',
  ' ',
  'constructor',
);
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 6 },
    word,
    fc.jsonValue({ maxDepth: 2 }),
    fc.array(tie('any'), { maxLength: 4 }),
    fc.dictionary(word, tie('any'), { maxKeys: 6 }),
  ),
})).any;
const text = fc.oneof(
  value.map((json) => JSON.stringify(json)),
  value.map((json) =>
    JSON.stringify({ error: { message: JSON.stringify(json), metadata: { raw: JSON.stringify(json) } } }),
  ),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.uint8Array({ maxLength: 200 }).map((bytes) => new TextDecoder().decode(bytes)),
);
const headerName = fc.constantFrom(
  'retry-after',
  'retry-after-ms',
  'date',
  'x-ratelimit-reset',
  'x-ratelimit-remaining',
  'anthropic-ratelimit-tokens-reset',
  'x-request-id',
  'cf-ray',
);
const headerValue = fc.oneof(
  fc.stringMatching(/^[ -~]{0,30}$/),
  fc.double().map(String),
  fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
  word.filter((name) => /^[ -~]*$/.test(name)),
);
const status = fc.integer({ min: 300, max: 599 });
// A request has no field with a dot in its name: it would read as a path.
const sent = fc.dictionary(
  fc.oneof(
    word.filter((name) => /^\w+$/.test(name)),
    fc.constantFrom('temperature', 'seed', 'max_tokens', 'generationConfig', 'thinking', 'model', 'messages'),
  ),
  value,
);

function expectSound(error: SwitchyardError, sentFields: Record<string, unknown> = {}): void {
  expect(ERROR_KINDS).toContain(error.kind);
  expect(error.message).toMatch(/^.{1,500}$/);
  const { retryAfterMs, refusedField, refusedValue, contextWindow, maxOutputTokens, code, requestId } = error.details;
  for (const name of [code, requestId]) if (name !== undefined) expect(name).toMatch(/^.{1,100}$/);
  if (retryAfterMs !== undefined) {
    expect(Number.isInteger(retryAfterMs)).toBe(true);
    expect(retryAfterMs).toBeGreaterThanOrEqual(0);
    expect(retryAfterMs).toBeLessThanOrEqual(31 * 86_400_000);
  }
  if (contextWindow !== undefined) expect(Number.isSafeInteger(contextWindow)).toBe(true);
  if (maxOutputTokens !== undefined) expect(Number.isSafeInteger(maxOutputTokens)).toBe(true);
  // Never of nothing.
  if (refusedField === undefined) expect(refusedValue).toBeUndefined();
  if (refusedField !== undefined) {
    expect(Object.hasOwn(sentFields, refusedField.split('.')[0] ?? '')).toBe(true);
    expect(refusedField).not.toMatch(/^(?:model|messages)\b/);
  }
}

describe('whatever comes', () => {
  test('instead of an answer is one error of one kind', () => {
    fc.assert(
      fc.property(status, text, fc.dictionary(headerName, headerValue), sent, (code, body, headers, fields) => {
        expectSound(failedAnswer({ status: code, body, headers, sent: fields }), fields);
      }),
      { numRuns: 3000 },
    );
  });

  test('within an answer is one error of one kind, or none', () => {
    fc.assert(
      fc.property(fc.oneof(value, fc.anything()), (json) => {
        const error = faultIn(json);
        if (error === undefined) return;
        expectSound(error);
        expect(error.kind).not.toBe('badRequest');
      }),
      { numRuns: 5000 },
    );
  });

  test('very deep or very long is read in no time', () => {
    const deep = `${'{"error":'.repeat(50_000)}1${'}'.repeat(50_000)}`;
    const long = JSON.stringify({
      error: { message: `retry ${'in a moment '.repeat(100_000)}`, details: Array(10_000).fill({ reason: 'x' }) },
    });
    const start = performance.now();
    for (const body of [
      deep,
      long,
      '['.repeat(100_000),
      `<html>${'<title>'.repeat(50_000)}`,
      "'input'".repeat(50_000),
    ]) {
      expectSound(failedAnswer({ body, sent: { temperature: 1, generationConfig: { seed: 1 } } }));
    }
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
