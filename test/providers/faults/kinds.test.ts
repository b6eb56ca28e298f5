import { describe, expect, test } from 'vitest';
import { failedAnswer } from './failedAnswer.ts';
import { anthropic, google, openAi, openRouter, plain } from './vendorErrors.ts';

function kindOf(status: number, body: unknown): string {
  return failedAnswer({ status, body }).kind;
}

describe('a vendor’s error has the kind that its name or its words tell', () => {
  test.each([
    // platform.openai.com/docs/guides/error-codes
    [429, openAi('You have run out of credits.', 'credit_balance_exhausted'), 'quota'],
    [
      429,
      openAi(
        'Your account is not active, please check your billing details.',
        'billing_not_active',
        'billing_not_active',
      ),
      'quota',
    ],
    [400, openAi('Billing hard limit has been reached', 'billing_hard_limit_reached'), 'quota'],
    [
      429,
      openAi('Rate limit reached for gpt-5 on requests per min (RPM): Limit 3.', 'rate_limit_exceeded', 'requests'),
      'rateLimit',
    ],
    [503, openAi('Slow down', 'slow_down', 'server_error'), 'rateLimit'],
    // A limit of the account: neighbours with the same window may take it.
    [
      429,
      openAi(
        'Request too large for gpt-4o on tokens per min (TPM): Limit 30000, Requested 40223.',
        'rate_limit_exceeded',
        'tokens',
      ),
      'rateLimit',
    ],
    [
      413,
      openAi(
        'Request too large for model `x` on tokens per minute (TPM): Limit 8000, Requested 8590',
        'rate_limit_exceeded',
        'tokens',
      ),
      'rateLimit',
    ],
    [
      413,
      openAi('Request too large on tokens per day (TPD): Limit 6000, Requested 7500', 'request_too_large'),
      'rateLimit',
    ],
    [400, openAi('Request too large: TPM is 6000'), 'rateLimit'],
    [413, openAi('Request too large'), 'contextLength'],
    [400, openAi('Request too large'), 'contextLength'],
    // Cerebras: github.com/continuedev/continue/issues/9800
    [
      429,
      openAi(
        'Tokens per day limit exceeded - too many tokens processed.',
        'token_quota_exceeded',
        'too_many_tokens_error',
        'quota',
      ),
      'rateLimit',
    ],
    [400, openAi('Your input exceeds the context window of this model.', 'context_length_exceeded'), 'contextLength'],
    [400, openAi("This model's maximum context length is 8192 tokens. However, you requested 9000."), 'contextLength'],
    [
      400,
      openAi('Your prompt was flagged as potentially violating our usage policy.', 'invalid_prompt'),
      'contentFilter',
    ],
    [403, openAi('Project `proj_1` does not have access to model `gpt-5`', 'model_not_found'), 'modelNotFound'],
    [403, openAi('Country, region, or territory not supported', 'unsupported_country_region_territory'), 'auth'],
    [400, openAi("Unsupported parameter: 'moderation' is not supported.", 'unsupported_parameter'), 'badRequest'],
    [500, openAi('The server had an error while processing your request.', null, 'server_error'), 'server'],
    // docs.claude.com/en/api/errors
    [
      400,
      anthropic(
        'invalid_request_error',
        'You have reached your specified API usage limits. You will regain access on 2026-12-01 at 00:00 UTC.',
      ),
      'quota',
    ],
    [400, anthropic('invalid_request_error', 'prompt is too long: 210000 tokens > 200000 maximum'), 'contextLength'],
    [
      400,
      anthropic('invalid_request_error', 'input length and `max_tokens` exceed context limit: 190000 + 20000 > 200000'),
      'contextLength',
    ],
    [400, anthropic('invalid_request_error', 'Output blocked by content filtering policy'), 'contentFilter'],
    [
      400,
      anthropic(
        'invalid_request_error',
        'max_tokens: 100000 > 64000, which is the maximum allowed number of output tokens for x',
      ),
      'badRequest',
    ],
    [402, anthropic('billing_error', 'Billing error'), 'quota'],
    [
      403,
      anthropic('permission_error', 'Your API key does not have permission to use the specified resource.'),
      'auth',
    ],
    [413, anthropic('request_too_large', 'Request exceeds the maximum size'), 'contextLength'],
    [
      429,
      anthropic(
        'rate_limit_error',
        'This request would exceed your rate limit. Please reduce the prompt length or the maximum tokens requested.',
      ),
      'rateLimit',
    ],
    [504, anthropic('timeout_error', 'Timed out'), 'timeout'],
    // ai.google.dev/gemini-api/docs/troubleshooting
    [429, google(429, 'RESOURCE_EXHAUSTED', 'Your prepayment credits are depleted. Please go to AI Studio.'), 'quota'],
    [
      429,
      google(
        429,
        'RESOURCE_EXHAUSTED',
        'You exceeded your current quota.\n* Quota exceeded for metric: x/free_tier_requests, limit: 0, model: m',
      ),
      'quota',
    ],
    [
      429,
      google(
        429,
        'RESOURCE_EXHAUSTED',
        'You exceeded your current quota.\n* Quota exceeded for metric: x/free_tier_requests, limit: 20, model: m',
      ),
      'rateLimit',
    ],
    [429, google(429, 'RESOURCE_EXHAUSTED', 'Resource exhausted. Please try again later.'), 'rateLimit'],
    [402, google(402, 'RESOURCE_EXHAUSTED', 'Your prepaid credit balance is depleted.'), 'quota'],
    [400, google(400, 'FAILED_PRECONDITION', 'User location is not supported for the API use.'), 'auth'],
    [
      400,
      google(400, 'INVALID_ARGUMENT', 'API key expired. Please renew the API key.', [{ reason: 'API_KEY_INVALID' }]),
      'auth',
    ],
    [
      403,
      google(403, 'PERMISSION_DENIED', 'Generative Language API has not been used in project 1 before.', [
        { reason: 'SERVICE_DISABLED' },
      ]),
      'auth',
    ],
    [
      403,
      google(403, 'PERMISSION_DENIED', 'This API method requires billing to be enabled.', [
        { reason: 'BILLING_DISABLED' },
      ]),
      'quota',
    ],
    [503, google(503, 'UNAVAILABLE', 'The model is overloaded. Please try again later.'), 'overloaded'],
    [504, google(504, 'DEADLINE_EXCEEDED', 'The request timed out.'), 'timeout'],
    [500, google(500, 'INTERNAL', 'An internal error has occurred.'), 'server'],
    [400, google(400, 'INVALID_ARGUMENT', 'Request contains an invalid argument.'), 'badRequest'],
    // learn.microsoft.com/azure/ai-services/openai
    [429, plain('429', 'Requests to the ChatCompletions_Create Operation have exceeded call rate limit.'), 'rateLimit'],
    [
      400,
      plain('OperationNotSupported', 'The chatCompletion operation does not work with the specified model.'),
      'modelNotFound',
    ],
    [404, plain('404', 'Resource not found'), 'modelNotFound'],
    [403, plain('PermissionDenied', 'The principal lacks the required data action.'), 'auth'],
    [403, plain('403', 'Access denied due to Virtual Network/Firewall rules.'), 'auth'],
    // openrouter.ai/docs/api-reference/errors
    [
      403,
      openRouter(403, 'openai/x requires moderation on OpenAI. Your input was flagged for "violence".', {
        reasons: ['violence'],
        provider_name: 'OpenAI',
      }),
      'contentFilter',
    ],
    [403, openRouter(403, 'Key limit exceeded (total limit).'), 'quota'],
    [408, openRouter(408, 'Request timed out'), 'timeout'],
    [
      429,
      openRouter(
        429,
        'Rate limit exceeded: free-models-per-day. Add 10 credits to unlock 1000 free model requests per day',
      ),
      'rateLimit',
    ],
    [404, openRouter(404, 'No endpoints found that support tool use.'), 'modelNotFound'],
    [502, openRouter(502, 'Provider returned error', { provider_name: 'Chutes', raw: 'upstream went away' }), 'server'],
    [503, openRouter(503, 'No allowed providers are available for the selected model'), 'overloaded'],
    [
      429,
      openRouter(429, 'Provider returned error', {
        provider_name: 'Venice',
        raw: 'x:free is temporarily rate-limited upstream.',
      }),
      'rateLimit',
    ],
    [
      400,
      openRouter(400, 'Provider returned error', {
        provider_name: 'Novita',
        raw: '{"error":{"message":"prompt is too long: 9 tokens > 8 maximum"}}',
      }),
      'contextLength',
    ],
    // The provider behind it refuses OpenRouter's key and purse, not the user's.
    [
      401,
      openRouter(401, 'Provider returned error', {
        provider_name: 'Azure',
        raw: '{"error":{"code":"invalid_api_key"}}',
      }),
      'server',
    ],
    [
      402,
      openRouter(402, 'Provider returned error', { provider_name: 'DeepSeek', raw: 'Insufficient Balance' }),
      'server',
    ],
    [401, openRouter(401, 'User not found.'), 'auth'],
    [400, openAi('registry.ollama.ai/library/x:latest does not support tools', null, 'api_error'), 'badRequest'],
  ])('%i %j: %s', (status, body, expected) => {
    expect(kindOf(status, body)).toBe(expected);
  });
});
