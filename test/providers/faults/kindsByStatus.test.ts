import { describe, expect, test } from 'vitest';
import { failedAnswer } from './failedAnswer.ts';
import { openAi } from './vendorErrors.ts';

function kindOf(status: number, body: unknown): string {
  return failedAnswer({ status, body }).kind;
}

describe('a status that says nothing more', () => {
  test.each([
    [400, 'badRequest'],
    [401, 'auth'],
    [402, 'quota'],
    [403, 'auth'],
    [404, 'modelNotFound'],
    [405, 'modelNotFound'],
    [407, 'network'],
    [408, 'timeout'],
    [409, 'server'],
    [410, 'modelNotFound'],
    [413, 'contextLength'],
    [415, 'badRequest'],
    [422, 'badRequest'],
    [424, 'server'],
    [425, 'overloaded'],
    [429, 'rateLimit'],
    [451, 'auth'],
    [498, 'overloaded'],
    [499, 'timeout'],
    [500, 'server'],
    [501, 'server'],
    [502, 'server'],
    [503, 'overloaded'],
    [504, 'timeout'],
    [511, 'network'],
    [520, 'server'],
    [521, 'server'],
    [522, 'timeout'],
    [523, 'server'],
    [524, 'timeout'],
    [529, 'overloaded'],
  ])('%i is %s, with an empty body, a web page or a sentence', (status, expected) => {
    expect(kindOf(status, '')).toBe(expected);
    expect(kindOf(status, '<!DOCTYPE html><html><title>Billing: rate limit, invalid API key</title></html>')).toBe(
      expected,
    );
    expect(kindOf(status, 'Something went wrong')).toBe(expected);
  });
});

describe('what looks like another kind and is not', () => {
  test.each([
    [
      429,
      { message: 'Rate limit exceeded. Please follow our usage guidelines.', type: 'rate_limit_error' },
      'rateLimit',
    ],
    [400, openAi('Tool description must have less than 1024 tokens'), 'badRequest'],
    [400, openAi('The output token count of 9000 is invalid, the model only supports up to 8192 tokens'), 'badRequest'],
    [400, openAi('The tool workspace is disabled, remove tool_choice'), 'badRequest'],
    [400, openAi('Unknown parameter: acknowledged_safety_checks'), 'badRequest'],
    [400, openAi('The supported model name is case sensitive'), 'badRequest'],
    // An address is no reason.
    [429, { message: 'Slow down, see https://x.test/billing/insufficient_quota' }, 'rateLimit'],
    [
      429,
      openAi(
        'Rate limit reached. Need more tokens? Upgrade at https://console.groq.com/settings/billing',
        'rate_limit_exceeded',
      ),
      'rateLimit',
    ],
    // A server that fails tells of keys and filters of others.
    [500, openAi('upstream said: 401 unauthorized'), 'server'],
    [502, openAi('content_filter is down', 'content_filter'), 'server'],
    [400, openAi("'temperature' is not supported with this model."), 'badRequest'],
    [400, openAi('Timeout while downloading https://x.test/a.png'), 'badRequest'],
  ])('%i %j is %s', (status, body, expected) => {
    expect(kindOf(status, body)).toBe(expected);
  });
});
