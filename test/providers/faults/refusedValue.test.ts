import { describe, expect, test } from 'vitest';
import { failedAnswer } from './failedAnswer.ts';
import { CHAT, GEMINI, MESSAGES, RESPONSES } from './sentBodies.ts';
import { anthropic, google, openAi } from './vendorErrors.ts';

const wrong = (message: string) => anthropic('invalid_request_error', message);
const invalid = (message: string) => google(400, 'INVALID_ARGUMENT', message);
const fastApi = (msg: string, type: string, ...field: (string | number)[]) => ({
  detail: [{ type, loc: ['body', ...field], msg, input: 1.9 }],
});

/** `field` where it is refused for ever, `field = this value` where another one may be taken. */
function refused(sent: Record<string, unknown>, body: object): string | undefined {
  const { refusedField, refusedValue } = failedAnswer({ status: 'detail' in body ? 422 : 400, body, sent }).details;
  return refusedValue ? `${refusedField} = this value` : refusedField;
}

describe('only this value of a field is refused', () => {
  test.each([
    ['max_tokens', openAi('max_tokens is too large: 100000. This model supports at most 16384 completion tokens.')],
    ['max_tokens', openAi('Invalid max_tokens value, the valid range of max_tokens is [1, 8192]')],
    ['max_tokens', openAi("Invalid 'max_tokens': integer below minimum value. Expected a value >= 16, but got 1.")],
    [
      'max_completion_tokens',
      openAi(
        '`max_completion_tokens` must be less than or equal to `8192`, the maximum value for `max_completion_tokens` is less than the `context_window` for this model',
        null,
        'invalid_request_error',
        'max_completion_tokens',
      ),
    ],
    ['temperature', openAi("Invalid 'temperature': decimal above maximum value. Expected a value <= 2, but got 1.9.")],
    ['temperature', fastApi('Input should be less than or equal to 1.5', 'less_than_equal', 'temperature')],
    [
      'temperature',
      {
        object: 'error',
        message: fastApi('Input should be less than or equal to 1.5', 'less_than_equal', 'temperature'),
        type: 'invalid_request_error',
      },
    ],
    ['temperature', openAi('`temperature` and `top_p` cannot both be specified for this model')],
    ['reasoning_effort', openAi('Reasoning is mandatory for this endpoint and cannot be disabled.')],
    ['tool_choice', openAi('deepseek-reasoner does not support this tool_choice')],
    [
      'reasoning_effort',
      openAi('Function tools with reasoning_effort are not supported for x in /v1/chat/completions.'),
    ],
    ['reasoning_effort', openAi('reasoning_effort LOW is not supported by this model')],
    ['tool_choice', fastApi("Input should be 'auto' or 'none'", 'enum', 'tool_choice')],
    [
      'stop',
      openAi(
        "Invalid 'stop': array too long. Expected an array with maximum length 4, but got an array with length 5 instead.",
        'array_above_max_length',
        'invalid_request_error',
        'stop',
      ),
    ],
    ['stop', fastApi('List should have at most 4 items after validation, not 5', 'too_long', 'stop')],
    [
      'reasoning_effort',
      openAi(
        "Unsupported value: 'reasoning_effort' does not support 'minimal' with this model. Supported values are: 'low', 'medium', and 'high'.",
        'unsupported_value',
        'invalid_request_error',
        'reasoning_effort',
      ),
    ],
    ['reasoning_effort', openAi("'reasoning_effort' : value is not one of the allowed values ['none','default']")],
    ['reasoning_effort', openAi("reasoning_effort 'low' is not supported")],
    [
      'stream',
      openAi(
        'Your organization must be verified to stream this model.',
        'unsupported_value',
        'invalid_request_error',
        'stream',
      ),
    ],
    [
      'response_format',
      openAi("Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model."),
    ],
    ['response_format', openAi('This model does not support response format `json_schema`. See supported models')],
    ['response_format', openAi('This response_format type is unavailable now')],
    [
      'tool_choice',
      openAi('The tool_choice parameter does not support being set to required or object in thinking mode'),
    ],
    ['temperature', openAi("Unsupported parameter: 'temperature' is not supported when reasoning is on.")],
    [
      'parallel_tool_calls',
      openAi(
        "Invalid value for 'parallel_tool_calls': 'parallel_tool_calls' is only allowed when 'tools' are specified.",
      ),
    ],
  ])('in chat completions: %s by %j', (field, body) => {
    expect(refused(CHAT, body)).toBe(`${field} = this value`);
  });

  test.each([
    ['max_tokens', wrong('max_tokens: 100000 > 8192, which is the maximum allowed number of output tokens for x')],
    ['temperature', wrong('`temperature` may only be set to 1 when thinking is enabled.')],
    ['temperature', wrong('temperature: range: 0..1')],
    ['thinking', wrong('Thinking may not be enabled when tool_choice forces tool use.')],
    ['thinking', wrong('adaptive thinking is not supported on this model')],
    [
      'output_config.effort',
      wrong("This model does not support effort level 'xhigh'. Supported levels: high, low, max, medium."),
    ],
    ['temperature', wrong('Extended thinking requires temperature to be 1')],
    ['temperature', wrong('In thinking mode, temperature is fixed to 1.0')],
    ['thinking', wrong('thinking.adaptive.effort: Extra inputs are not permitted')],
    ['thinking', wrong('"thinking.type.enabled" is not supported for this model. Use "thinking.type.adaptive".')],
  ])('in Messages: %s by %j', (field, body) => {
    expect(refused(MESSAGES, body)).toBe(`${field} = this value`);
  });

  test.each([
    [
      'thinkingConfig.thinkingLevel',
      invalid('Thinking level MEDIUM is not supported for this model. Please retry with other thinking level.'),
    ],
    ['thinkingConfig.thinkingBudget', invalid('Budget 0 is invalid. This model only works in thinking mode.')],
    ['thinkingConfig.thinkingBudget', invalid('The model does not support setting thinking_budget to 0')],
    [
      'thinkingConfig.includeThoughts',
      invalid('Thinking_config.include_thoughts is only enabled when thinking is enabled.'),
    ],
    ['responseSchema', invalid('JSON mode is not enabled for models/gemma-3-27b-it')],
    ['responseMimeType', invalid("Function calling with a response mime type: 'application/json' is unsupported")],
    [
      'maxOutputTokens',
      invalid(
        'Unable to submit request because it has a maxOutputTokens value of 100000 but the supported range is from 1 (inclusive) to 65537 (exclusive).',
      ),
    ],
  ])('in Gemini: %s by %j', (field, body) => {
    expect(refused(GEMINI, body)).toBe(`generationConfig.${field} = this value`);
  });

  test('where what is wrong stands in the conversation', () => {
    const block = { type: 'thinking', thinking: 'x', signature: 's' };
    const cached = [{ type: 'text', text: 'x', cache_control: { type: 'ephemeral' } }];
    const sent = { ...MESSAGES, system: cached, messages: [{ role: 'assistant', content: [block] }] };
    const by = (message: string) => refused(sent, wrong(message));
    expect(by('messages.1.content.0: Invalid `signature` in `thinking` block')).toBe('messages.thinking = this value');
    expect(by('messages.1.content.0.thinking.signature: Extra inputs are not permitted')).toBe(
      'messages.thinking = this value',
    );
    expect(by('A maximum of 4 blocks with cache_control may be provided. Found 5.')).toBe('cache_control = this value');
    expect(by('system.0.cache_control.ttl: Extra inputs are not permitted')).toBe('cache_control = this value');
    expect(by('system.0.cache_control: Extra inputs are not permitted')).toBe('cache_control');
  });
});

describe('a field is refused for ever', () => {
  test.each([
    [
      'temperature',
      CHAT,
      openAi(
        "Unsupported value: 'temperature' does not support 0.3 with this model. Only the default (1) value is supported.",
        'unsupported_value',
        'invalid_request_error',
        'temperature',
      ),
    ],
    [
      'max_tokens',
      CHAT,
      openAi(
        "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
        'unsupported_parameter',
        'invalid_request_error',
        'max_tokens',
      ),
    ],
    ['temperature', CHAT, openAi("Unsupported parameter: 'temperature' is not supported with reasoning models.")],
    ['temperature', CHAT, openAi('invalid temperature: only 1 is allowed for this model')],
    ['temperature', CHAT, openAi('Only temperature=1 is supported for this model')],
    [
      'temperature',
      CHAT,
      openAi(
        'This model has beta-limitations, temperature, top_p and n are fixed at 1, while penalties are fixed at 0',
      ),
    ],
    ['temperature', CHAT, openAi('This model requires temperature to be 1')],
    ['reasoning_effort', CHAT, openAi('Unrecognized request argument supplied: reasoning_effort')],
    ['reasoning_effort', CHAT, { error: 'Model grok-x does not support parameter reasoningEffort.' }],
    ['stop', CHAT, { error: 'Argument not supported on this model: stop' }],
    ['seed', CHAT, openAi("property 'seed' is unsupported")],
    ['seed', CHAT, openAi("create() got an unexpected keyword argument 'seed'")],
    ['stream', CHAT, openAi('This model does not support streaming')],
    ['seed', CHAT, fastApi('Extra inputs are not permitted', 'extra_forbidden', 'seed')],
    [
      'reasoning_effort',
      CHAT,
      {
        object: 'error',
        message:
          "[{'type': 'extra_forbidden', 'loc': ('body', 'reasoning_effort'), 'msg': 'Extra inputs are not permitted', 'input': 'low'}]",
      },
    ],
    ['text.verbosity', RESPONSES, openAi("Unknown parameter: 'text.verbosity'.")],
    ['temperature', MESSAGES, wrong('`temperature` is deprecated for this model.')],
    ['output_config.effort', MESSAGES, wrong('This model does not support the effort parameter.')],
    ['output_config', MESSAGES, wrong('output_config: Extra inputs are not permitted')],
    [
      'generationConfig.seed',
      GEMINI,
      invalid('Invalid JSON payload received. Unknown name "seed" at \'generation_config\': Cannot find field.'),
    ],
    [
      'generationConfig.thinkingConfig.thinkingLevel',
      GEMINI,
      invalid('Thinking level is not supported for this model.'),
    ],
  ])('%s', (field, sent, body) => {
    expect(refused(sent, body)).toBe(field);
  });
});

test('a limit of the output is known by whichever name it was sent', () => {
  const body = openAi('`max_completion_tokens` must be less than or equal to `8192`');
  expect(refused({ model: 'm', max_tokens: 9000 }, body)).toBe('max_tokens = this value');
  expect(refused({ model: 'm', seed: 1 }, body)).toBeUndefined();
});
