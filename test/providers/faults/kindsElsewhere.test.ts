import { describe, expect, test } from 'vitest';
import { failedAnswer } from './failedAnswer.ts';
import { anthropic, openAi, plain } from './vendorErrors.ts';

function kindOf(status: number, body: unknown): string {
  return failedAnswer({ status, body }).kind;
}

describe('any other vendor’s error has the kind that its name or its words tell', () => {
  test.each([
    // docs.z.ai/api-reference/api-code
    [429, plain('1302', '您当前使用该 API 的并发数过高'), 'rateLimit'],
    [429, plain('1308', 'Usage limit reached for 5 hour. Your limit will reset at 2026-11-21 18:00:00'), 'rateLimit'],
    [429, plain('1309', '您的 GLM Coding Plan 套餐已到期'), 'quota'],
    [429, plain('1312', '该模型当前访问量过大'), 'overloaded'],
    [400, plain('1211', '模型不存在'), 'modelNotFound'],
    [400, plain('1261', 'Prompt 超长'), 'contextLength'],
    [400, plain('1301', '系统检测到输入或生成内容可能包含不安全或敏感内容'), 'contentFilter'],
    [400, plain('1214', 'messages 参数非法'), 'badRequest'],
    [401, plain('1002', 'Authentication Token 非法'), 'auth'],
    // docs.mistral.ai: a number of its own that means something else at Zhipu.
    [
      429,
      { object: 'error', message: 'Rate limit exceeded', type: 'rate_limited', param: null, code: '1300' },
      'rateLimit',
    ],
    [
      400,
      { object: 'error', message: 'Invalid model: x', type: 'invalid_model', param: null, code: '1500' },
      'modelNotFound',
    ],
    [
      429,
      {
        object: 'error',
        message: 'Service tier capacity exceeded for this model.',
        type: 'service_tier_capacity_exceeded',
        param: null,
        code: '3505',
      },
      'overloaded',
    ],
    [
      400,
      {
        object: 'error',
        message:
          'Prompt contains 40000 tokens and 0 draft tokens, too large for model with 32768 maximum context length',
        type: 'invalid_request_prompt',
        code: '3051',
      },
      'contextLength',
    ],
    // alibabacloud.com/help/en/model-studio/error-code
    [
      400,
      openAi('Access denied, please make sure your account is in good standing.', 'Arrearage', 'Arrearage'),
      'quota',
    ],
    [
      400,
      openAi('Output data may contain inappropriate content.', 'data_inspection_failed', 'data_inspection_failed'),
      'contentFilter',
    ],
    [
      400,
      openAi(
        '<400> InternalError.Algo.InvalidParameter: Range of input length should be [1, 30720]',
        'invalid_parameter_error',
      ),
      'contextLength',
    ],
    [
      429,
      {
        code: 'Throttling.RateQuota',
        message: 'Requests rate limit exceeded, please try again later.',
        request_id: '1',
      },
      'rateLimit',
    ],
    [403, { code: 'AllocationQuota.FreeTierOnly', message: 'The free tier of the model has been exhausted.' }, 'quota'],
    // api-docs.deepseek.com, platform.kimi.ai, docs.siliconflow.cn, platform.minimax.io, docs.x.ai, console.groq.com
    [400, openAi('This response_format type is unavailable now'), 'badRequest'],
    [
      429,
      openAi('The engine is currently overloaded, please try again later', null, 'engine_overloaded_error'),
      'overloaded',
    ],
    [
      429,
      openAi(
        'Your account is suspended, please check your plan and billing details',
        null,
        'exceeded_current_quota_error',
      ),
      'quota',
    ],
    [
      400,
      openAi('The request was rejected because it was considered high risk', null, 'content_filter'),
      'contentFilter',
    ],
    [
      400,
      openAi('Invalid request: Your request exceeded model token limit: 262144 (requested: 269030)'),
      'contextLength',
    ],
    [403, openAi("You've reached your usage limit for this billing cycle.", null, 'access_terminated'), 'auth'],
    [503, { code: 50505, message: 'Model service overloaded. Please try again later.', data: null }, 'overloaded'],
    [
      400,
      openAi('The supported API model names are deepseek-v4-pro or deepseek-v4-flash, but you passed x.'),
      'modelNotFound',
    ],
    [400, openAi('Content Exists Risk', 'invalid_request_error'), 'contentFilter'],
    [
      403,
      {
        code: 'The caller does not have permission to execute the specified operation',
        error: 'Content violates usage guidelines. Failed check: SAFETY_CHECK_TYPE_BIO',
      },
      'contentFilter',
    ],
    [451, openAi('The response was filtered', 'content_filter'), 'contentFilter'],
    [
      400,
      plain('INVALID_ARGUMENT', 'the input token count is 40000 but model only supports up to 32768.'),
      'contextLength',
    ],
    [422, { error: 'Input validation error: `inputs` must have less than 4096 tokens. Given: 5000' }, 'contextLength'],
    [400, plain('400', 'litellm.ContextWindowExceededError: the upstream refused'), 'contextLength'],
    [429, { message: 'Too many tokens, please wait before trying again.' }, 'rateLimit'],
    [400, anthropic('invalid_request_error', 'This organization has been disabled.'), 'auth'],
    [400, openAi('Failed to generate JSON. Please adjust your prompt.', 'json_validate_failed'), 'server'],
    [400, { code: 20012, message: 'Model does not exist. Please check it carefully.', data: null }, 'modelNotFound'],
    [500, anthropic('api_error', 'insufficient balance (1008)'), 'quota'],
    [400, anthropic('invalid_request_error', 'invalid params, context window exceeds limit (2013)'), 'contextLength'],
    [
      403,
      {
        code: 'permission-denied',
        error: 'Your team 1 has either used all available credits or reached its monthly spending limit.',
      },
      'quota',
    ],
    [
      403,
      {
        code: 'personal-team-blocked:spending-limit',
        error: 'You have run out of credits or need a Grok subscription.',
      },
      'quota',
    ],
    [
      400,
      {
        code: 'Client specified an invalid argument',
        error: "This model's maximum prompt length is 131072 but the request contains 537812 tokens.",
      },
      'contextLength',
    ],
    [498, openAi('Flex tier capacity exceeded', 'capacity_exceeded'), 'overloaded'],
    [
      400,
      openAi('The model `x` has been decommissioned and is no longer supported.', 'model_decommissioned'),
      'modelNotFound',
    ],
    // docs.together.ai, docs.fireworks.ai, huggingface.co, docs.github.com, opencode.ai, docs.litellm.ai
    [403, openAi('Input token count + max_tokens parameter exceeds the context length of the model'), 'contextLength'],
    [402, openAi('Credit limit exceeded, please navigate to your billing page.'), 'quota'],
    [412, openAi('Account x is suspended, possibly due to reaching the monthly spending limit'), 'quota'],
    [503, { error: 'Model x is currently loading', estimated_time: 20 }, 'overloaded'],
    [
      413,
      plain('tokens_limit_reached', 'Request body too large for gpt-4o model. Max size: 8000 tokens.'),
      'contextLength',
    ],
    [401, anthropic('CreditsError', 'Insufficient balance. Manage your billing here.'), 'quota'],
    [
      429,
      openAi(
        'litellm.RateLimitError: OpenAIException - You exceeded your current quota, please check your plan',
        '429',
        'throttling_error',
      ),
      'quota',
    ],
    [400, openAi('Budget has been exceeded! Current cost: 1.2, Max budget: 1.0', '400', 'budget_exceeded'), 'quota'],
    [
      503,
      openAi('No available channel for model x under group default', 'model_not_found', 'new_api_error'),
      'modelNotFound',
    ],
    // github.com/ggml-org/llama.cpp, vllm, LM Studio, Ollama
    [
      400,
      {
        error: {
          code: 400,
          message: 'the request exceeds the available context size',
          type: 'exceed_context_size_error',
          n_ctx: 4096,
        },
      },
      'contextLength',
    ],
    [503, { error: { code: 503, message: 'Loading model', type: 'unavailable_error' } }, 'overloaded'],
    [
      400,
      { object: 'error', message: 'max_tokens must be at least 1, got -186.', type: 'BadRequestError', code: 400 },
      'contextLength',
    ],
    [
      404,
      { object: 'error', message: 'The model `x` does not exist.', type: 'NotFoundError', code: 404 },
      'modelNotFound',
    ],
    [
      400,
      {
        error:
          'Trying to keep the first 9000 tokens when context the overflows. However, the model is loaded with context length of only 4096 tokens',
      },
      'contextLength',
    ],
    [400, openAi('registry.ollama.ai/library/x:latest does not support tools', null, 'api_error'), 'badRequest'],
  ])('%i %j: %s', (status, body, expected) => {
    expect(kindOf(status, body)).toBe(expected);
  });
});
