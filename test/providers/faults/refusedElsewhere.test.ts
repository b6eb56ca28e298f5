import { describe, expect, test } from 'vitest';
import { failedAnswer } from './failedAnswer.ts';
import { CHAT, GEMINI, MESSAGES, RESPONSES } from './sentBodies.ts';

const openAi = (message: string, param: string | null = null, code: string | null = null) => ({
  error: { message, type: 'invalid_request_error', param, code },
});
const anthropic = (message: string) => ({ type: 'error', error: { type: 'invalid_request_error', message } });
const google = (message: string) => ({ error: { code: 400, message, status: 'INVALID_ARGUMENT' } });

function refused(sent: Record<string, unknown>, body: unknown, status = 400): string | undefined {
  return failedAnswer({ status, body, sent }).details.refusedField;
}

describe('a field that a model refuses is recognised', () => {
  test.each([
    [
      openAi(
        "Unsupported parameter: 'reasoning.effort' is not supported with this model.",
        'reasoning.effort',
        'unsupported_parameter',
      ),
      'reasoning.effort',
    ],
    [
      openAi(
        'Your organization must be verified to generate reasoning summaries.',
        'reasoning.summary',
        'unsupported_value',
      ),
      'reasoning.summary',
    ],
    [
      openAi(
        "Invalid parameter: 'text.format' of type 'json_schema' is not supported with model version `x`.",
        'text.format',
      ),
      'text.format',
    ],
    [openAi("Unsupported parameter: 'temperature' is not supported with this model.", 'temperature'), 'temperature'],
    [
      { code: 'invalid-argument', error: 'Model grok-x does not support parameter reasoningEffort.' },
      'reasoning.effort',
    ],
    [openAi("Unknown parameter: 'text.verbosity'.", 'text.verbosity', 'unknown_parameter'), 'text.verbosity'],
  ])('in Responses: %j', (body, expected) => {
    expect(refused(RESPONSES, body)).toBe(expected);
  });

  test.each([
    [anthropic('`temperature` is deprecated for this model.'), 'temperature'],
    [anthropic('output_config: Extra inputs are not permitted'), 'output_config'],
    [anthropic('output_config.format: Extra inputs are not permitted'), 'output_config.format'],
    [anthropic('thinking.adaptive.effort: Extra inputs are not permitted'), 'thinking'],
    [
      anthropic(
        '"thinking.type.enabled" is not supported for this model. Use "thinking.type.adaptive" and "output_config.effort".',
      ),
      'thinking',
    ],
    [anthropic('adaptive thinking is not supported on this model'), 'thinking'],
    [anthropic('This model does not support the effort parameter.'), 'output_config.effort'],
    [
      anthropic("This model does not support effort level 'xhigh'. Supported levels: high, low, max, medium."),
      'output_config.effort',
    ],
    [anthropic('Extended thinking requires temperature to be 1'), 'temperature'],
    [anthropic('In thinking mode, temperature is fixed to 1.0'), 'temperature'],
    [anthropic('Thinking is on: only temperature=1 is allowed'), 'temperature'],
    [anthropic('thinking requires max_tokens to be 16000 or more'), undefined],
    [anthropic('Thinking may not be enabled when tool_choice forces tool use.'), 'thinking'],
    [anthropic('`temperature` may only be set to 1 when thinking is enabled.'), 'temperature'],
    [anthropic('temperature: range: 0..1'), 'temperature'],
    [anthropic('messages.1.content.0.thinking.signature: Extra inputs are not permitted'), undefined],
    [anthropic('tools.0.custom.temperature: Extra inputs are not permitted'), undefined],
    // That API wants it, though less of it.
    [anthropic('max_tokens: 100000 > 64000, which is the maximum allowed number of output tokens for x'), 'max_tokens'],
    [anthropic('max_tokens: unsupported value'), undefined],
    [
      anthropic(
        'This model does not support assistant message prefill. The conversation must end with a user message.',
      ),
      undefined,
    ],
  ])('in Messages: %j', (body, expected) => {
    expect(refused(MESSAGES, body)).toBe(expected);
  });

  test.each([
    [
      google('Invalid JSON payload received. Unknown name "seed" at \'generation_config\': Cannot find field.'),
      'generationConfig.seed',
    ],
    [
      google(
        'Invalid JSON payload received. Unknown name "thinkingLevel" at \'generation_config.thinking_config\': Cannot find field.',
      ),
      'generationConfig.thinkingConfig.thinkingLevel',
    ],
    [
      google(
        'Invalid JSON payload received. Unknown name "foo": Cannot find field.\nInvalid JSON payload received. Unknown name "toolConfig": Cannot find field.',
      ),
      'toolConfig',
    ],
    [
      google(
        'Invalid JSON payload received. Unknown name "additionalProperties" at \'generation_config.response_schema\': Cannot find field.',
      ),
      undefined,
    ],
    [
      google(
        'Invalid JSON payload received. Unknown name "const" at \'tools[0].function_declarations[5].parameters\': Cannot find field.',
      ),
      undefined,
    ],
    [google('Invalid JSON payload received. Unknown name "system_instruction": Cannot find field.'), undefined],
    [google('Thinking level is not supported for this model.'), 'generationConfig.thinkingConfig.thinkingLevel'],
    [
      google('Budget 0 is invalid. This model only works in thinking mode.'),
      'generationConfig.thinkingConfig.thinkingBudget',
    ],
    [
      google('Unable to submit request because The model does not support setting thinking_budget to 0'),
      'generationConfig.thinkingConfig.thinkingBudget',
    ],
    [
      google(
        'Unable to submit request because Thinking_config.include_thoughts is only enabled when thinking is enabled.',
      ),
      'generationConfig.thinkingConfig.includeThoughts',
    ],
    // Without its schema a request for JSON is still one; the other goes next.
    [google('JSON mode is not enabled for models/gemma-3-27b-it'), 'generationConfig.responseSchema'],
    [
      google("Function calling with a response mime type: 'application/json' is unsupported"),
      'generationConfig.responseMimeType',
    ],
    [google('Function calling is not enabled for models/gemma-3-27b-it'), undefined],
    [google('Developer instruction is not enabled for models/gemma-3-27b-it'), undefined],
    [google('Request contains an invalid argument.'), undefined],
  ])('in Gemini: %j', (body, expected) => {
    expect(refused(GEMINI, body)).toBe(expected);
  });
});

describe('a part of the conversation that is refused has the name by which the Messages dialect leaves it out', () => {
  const block = { type: 'thinking', thinking: 'x', signature: 's' };
  const system = [{ type: 'text', text: 'x', cache_control: { type: 'ephemeral' } }];
  const sent = { ...MESSAGES, system, messages: [{ role: 'assistant', content: [block] }] };

  test.each([
    ['system.0.cache_control: Extra inputs are not permitted', 'cache_control'],
    ['A maximum of 4 blocks with cache_control may be provided. Found 5.', 'cache_control'],
    ['messages.1.content.0: Invalid `signature` in `thinking` block', 'messages.thinking'],
    ['messages.1.content.0.thinking.signature: Field required', 'messages.thinking'],
    [
      '`thinking` or `redacted_thinking` blocks in the latest assistant message cannot be modified.',
      'messages.thinking',
    ],
    ['messages.1.content.0.text: Field required', undefined],
  ])('%s', (message, expected) => {
    expect(refused(sent, anthropic(message))).toBe(expected);
    // Only where it was sent.
    expect(refused(MESSAGES, anthropic(message))).toBeUndefined();
  });
});

describe('reasoning of an earlier turn that a gateway passed on', () => {
  const block = { type: 'reasoning.text', text: 'hm', signature: 's', index: 0 };
  const sent = { ...CHAT, messages: [{ role: 'assistant', content: 'x', reasoning_details: [block] }] };
  const passedOn = (inner: object) => ({
    error: { message: 'Provider returned error', code: 400, metadata: { raw: JSON.stringify(inner) } },
  });

  test.each([
    ['Claude', passedOn(anthropic('messages.1.content.0: Invalid `signature` in `thinking` block'))],
    ['Claude', passedOn(anthropic('messages.1.content.0.thinking.signature: Field required'))],
    ['Gemini', passedOn(google('Unable to submit request because Thought signature is not valid.'))],
    ['Gemini', passedOn(google('Corrupted thought signature.'))],
    ['GPT', passedOn(openAi('The encrypted content gAAA...c90= could not be verified.'))],
  ])('has the name by which the chat dialect leaves it out: %s, %j', (_, body) => {
    expect(refused(sent, body)).toBe('messages.reasoning_details');
    expect(refused(CHAT, body)).toBeUndefined();
  });

  test('is refused this time, and not for ever', () => {
    const body = passedOn(anthropic('messages.1.content.0: Invalid `signature` in `thinking` block'));
    expect(failedAnswer({ body, sent }).details).toMatchObject({ refusedValue: true });
  });
});
