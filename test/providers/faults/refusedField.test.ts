import { describe, expect, test } from 'vitest';
import { failedAnswer } from './failedAnswer.ts';
import { CHAT } from './sentBodies.ts';

const openAi = (message: string, param: string | null = null, code: string | null = null) => ({
  error: { message, type: 'invalid_request_error', param, code },
});
const fastApi = (...fields: (string | number)[][]) => ({
  detail: fields.map((field) => ({
    type: 'extra_forbidden',
    loc: ['body', ...field],
    msg: 'Extra inputs are not permitted',
    input: 1,
  })),
});

function refused(sent: Record<string, unknown>, body: unknown, status = 400): string | undefined {
  return failedAnswer({ status, body, sent }).details.refusedField;
}

describe('a field that a model refuses is recognised', () => {
  test.each([
    // OpenAI and Azure point at it.
    [
      openAi(
        "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
        'max_tokens',
        'unsupported_parameter',
      ),
      'max_tokens',
    ],
    [
      openAi(
        "Unsupported value: 'temperature' does not support 0.3 with this model. Only the default (1) value is supported.",
        'temperature',
        'unsupported_value',
      ),
      'temperature',
    ],
    [openAi('Your organization must be verified to stream this model.', 'stream', 'unsupported_value'), 'stream'],
    [
      openAi(
        "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model.",
        'response_format',
      ),
      'response_format',
    ],
    [
      openAi(
        'max_tokens is too large: 6000. This model supports at most 4096 completion tokens, whereas you provided 6000.',
        'max_tokens',
      ),
      'max_tokens',
    ],
    [
      openAi(
        'Param Incorrect',
        'max_tokens is too large: 1048576. This model supports at most 131072 completion tokens',
      ),
      'max_tokens',
    ],
    // Without a pointer.
    [openAi('Unrecognized request argument supplied: reasoning_effort'), 'reasoning_effort'],
    [openAi('Unrecognized request arguments supplied: parallel_tool_calls, seed'), 'parallel_tool_calls'],
    [openAi("Unsupported parameter: 'temperature' is not supported with reasoning models."), 'temperature'],
    // Groq
    [openAi("property 'seed' is unsupported"), 'seed'],
    [openAi("property 'stop' is unsupported"), 'stop'],
    [openAi("'reasoning_effort' : value is not one of the allowed values ['none','default']"), 'reasoning_effort'],
    [openAi('`reasoning_effort` must be one of `none` or `default`'), 'reasoning_effort'],
    [openAi('This model does not support response format `json_schema`. See supported models'), 'response_format'],
    // DeepSeek, xAI, Alibaba, Volcengine, Ollama, llama.cpp
    [openAi('This response_format type is unavailable now'), 'response_format'],
    [
      { code: 'invalid-argument', error: 'Model grok-x does not support parameter reasoningEffort.' },
      'reasoning_effort',
    ],
    [{ code: 'invalid-argument', error: 'Argument not supported on this model: stop' }, 'stop'],
    [openAi("Model grok-x does not support parameter 'stop'."), 'stop'],
    [
      openAi('The tool_choice parameter does not support being set to required or object in thinking mode'),
      'tool_choice',
    ],
    [openAi('Range of max_tokens should be [1, 8192]'), 'max_tokens'],
    [
      openAi(
        'The parameter `max_completion_tokens` specified in the request are not valid: integer above maximum value',
      ),
      'max_completion_tokens',
    ],
    [openAi('"qwen2.5" does not support thinking'), 'reasoning_effort'],
    [openAi('This model does not support streaming'), 'stream'],
    [openAi('This model does not support stop sequences'), 'stop'],
    [openAi('Unsupported param: seed'), 'seed'],
    // vLLM: with its own reason for the length.
    [
      {
        object: 'error',
        message:
          "'max_tokens' or 'max_completion_tokens' is too large: 64000. This model's maximum context length is 64001 tokens and your request has 24235 input tokens.",
        code: 400,
      },
      'max_tokens',
    ],
    [
      {
        object: 'error',
        message:
          "[{'type': 'extra_forbidden', 'loc': ('body', 'reasoning_effort'), 'msg': 'Extra inputs are not permitted', 'input': 'low'}]",
        code: 400,
      },
      'reasoning_effort',
    ],
    // A gateway that quotes another.
    [
      openAi(
        'litellm.BadRequestError: AnthropicException - b\'{"type":"error","error":{"message":"`temperature` is deprecated for this model."}}\'',
      ),
      'temperature',
    ],
    [
      {
        error: {
          message: 'Provider returned error',
          code: 400,
          metadata: { raw: JSON.stringify(openAi("Unsupported parameter: 'seed'", 'seed')), provider_name: 'Azure' },
        },
      },
      'seed',
    ],
    // FastAPI, as Mistral sends it.
    [fastApi(['stream_options', 'include_usage']), 'stream_options.include_usage'],
    [
      { object: 'error', message: fastApi(['messages', 0, 'user', 'name'], ['seed']), type: 'invalid_request_error' },
      undefined,
    ],
    [
      { object: 'error', message: fastApi(['parallel_tool_calls'], ['seed']), type: 'invalid_request_error' },
      'parallel_tool_calls',
    ],
    [
      { object: 'error', message: JSON.stringify(fastApi(['seed'])), type: 'internal_error_proxy', code: '1000' },
      'seed',
    ],
  ])('in chat completions: %j', (body, expected) => {
    expect(refused(CHAT, body, body !== null && 'detail' in body ? 422 : 400)).toBe(expected);
  });
});

describe('nothing is refused', () => {
  test.each([
    [
      'an invalid schema',
      openAi("Invalid schema for response_format 'x': In context=(), 'oneOf' is not permitted.", 'response_format'),
    ],
    ['a schema that is too large', openAi('response_format schema is too complex: this model does not support it')],
    [
      'an invalid tool',
      openAi(
        "Invalid schema for function 'f': temperature is not supported",
        'tools[0].function.parameters',
        'invalid_function_parameters',
      ),
    ],
    ['tools that are not supported', openAi('"x" does not support tools')],
    ['images that are not supported', openAi('This model does not support image inputs')],
    [
      'a message',
      openAi(
        "Invalid value: 'developer'. Supported values are: 'system'. temperature is fine",
        'messages[0].role',
        'invalid_value',
      ),
    ],
    ['a message’s field', openAi("'messages.1' : for 'role:assistant' property 'temperature' is unsupported")],
    [
      'a field that was not sent',
      openAi("Unsupported parameter: 'logit_bias' is not supported with this model.", 'logit_bias'),
    ],
    ['the model', openAi("Unsupported value: 'model' does not support this", 'model', 'unsupported_value')],
    ['a field that is only named', openAi('Something is wrong with temperature')],
    ['an English word that is a field too', openAi('The stream was invalid, stop sending it: not supported')],
  ])('by an error about %s', (_, body) => {
    expect(refused(CHAT, body)).toBeUndefined();
  });

  test('where nothing was sent, and by errors of other kinds', () => {
    const body = openAi("Unsupported parameter: 'seed'", 'seed', 'unsupported_parameter');
    expect(failedAnswer({ body }).details.refusedField).toBeUndefined();
    expect(refused({}, body)).toBeUndefined();
    expect(refused(CHAT, body, 401)).toBeUndefined();
    expect(refused(CHAT, body)).toBe('seed');
  });
});
