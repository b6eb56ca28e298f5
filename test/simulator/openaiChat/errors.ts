import type { SimulatedVendor } from '../behaviour.ts';
import type { ErrorAnswer, FaultContext } from '../dialect.ts';
import type { Fault } from '../fault.ts';
import { openAiWords, type Words } from '../openAiWords.ts';
import { retryHeader } from '../retryHeader.ts';

/** A fault of a chat completions request as this vendor sends it. */
export function errorAnswer(fault: Fault, { vendor }: FaultContext): ErrorAnswer {
  const words = openAiWords(fault, 'messages');
  return { status: words.status, headers: retryHeader(fault), body: words.body, ...shapes[vendor](fault, words) };
}

/** What the vendors say in another way than OpenAI. */
const shapes: Record<SimulatedVendor, (fault: Fault, words: Words) => Partial<ErrorAnswer>> = {
  openai: () => ({}),
  azure,
  mistral,
  openrouter,
  ollama,
  llamacpp,
};

/** learn.microsoft.com/azure/ai-foundry/openai/how-to/quota and /concepts/content-filter. */
function azure(fault: Fault, { status, message }: Words): Partial<ErrorAnswer> {
  if (fault.type === 'unknownModel') {
    const words =
      'The API deployment for this resource does not exist. If you created the deployment within the last 5 minutes, please wait a moment and try again.';
    return { body: { error: { type: 'invalid_request_error', code: 'DeploymentNotFound', message: words } } };
  }
  if (fault.type === 'blockedPrompt') {
    const words =
      "The response was filtered due to the prompt triggering Azure OpenAI's content management policy. Please modify your prompt and retry.";
    const innererror = {
      code: 'ResponsibleAIPolicyViolation',
      content_filter_result: { violence: { filtered: true, severity: 'medium' } },
    };
    return {
      body: { error: { message: words, type: null, param: 'prompt', code: 'content_filter', status: 400, innererror } },
    };
  }
  if (fault.type === 'key' || (status === 401 && fault.type === 'status')) {
    const words =
      'Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an active subscription and use a correct regional API endpoint for your resource.';
    return { body: { error: { code: '401', message: words } } };
  }
  if (fault.type !== 'status' || fault.code !== undefined || status !== 429) return {};
  const wait = fault.retryAfter === undefined ? message : `${message} Please retry after ${fault.retryAfter} seconds.`;
  return { body: { error: { code: 'RateLimitReached', message: wait } } };
}

/** docs.mistral.ai/api: fields it does not know are 422, and the rest has codes of its own. */
function mistral(fault: Fault, { status, message }: Words): Partial<ErrorAnswer> {
  if (fault.type === 'refused') {
    const detail = [
      {
        type: 'extra_forbidden',
        loc: ['body', ...fault.path.split('.')],
        msg: 'Extra inputs are not permitted',
        input: fault.value ?? null,
      },
    ];
    return {
      status: 422,
      body: { object: 'error', message: { detail }, type: 'invalid_request_error', param: null, code: null },
    };
  }
  if (fault.type === 'contextLength') {
    const words = `Prompt contains ${fault.tokens} tokens and 0 draft tokens, too large for model with ${fault.window} maximum context length`;
    return { body: mistralError(400, words, 'invalid_request_invalid_args', '3051') };
  }
  if (fault.type === 'unknownModel') {
    return { status: 400, body: mistralError(400, `Invalid model: ${fault.model}`, 'invalid_model', '1500') };
  }
  if (status === 401) return { body: { detail: 'Invalid API Key' } };
  if (status === 429) return { body: mistralError(429, 'Rate limit exceeded', 'rate_limited', '1300') };
  return { body: mistralError(status, message, 'invalid_request_error', null) };
}

function mistralError(status: number, message: string, type: string, code: string | null): object {
  return { object: 'error', message, type, param: null, code, raw_status_code: status };
}

/** openrouter.ai/docs/api-reference/errors: what the provider behind it says comes as text in the metadata. */
function openrouter(fault: Fault, { status, message, body }: Words): Partial<ErrorAnswer> {
  const error = (code: number, words: string, metadata?: object) => ({
    status: code,
    body: { error: { message: words, code, ...(metadata && { metadata }) }, user_id: 'user_simulated' },
  });
  if (fault.type === 'refused' || (fault.type === 'invalid' && status === 400)) {
    return error(status, 'Provider returned error', { raw: JSON.stringify(body), provider_name: 'Simulator' });
  }
  if (fault.type === 'contextLength') {
    const { tokens, window, maxOutputTokens = 0 } = fault;
    return error(
      400,
      `This endpoint's maximum context length is ${window} tokens. However, you requested about ${tokens + maxOutputTokens} tokens (${tokens} of text input, ${maxOutputTokens} in the output). Please reduce the length of either one, or use the "middle-out" transform to compress your prompt automatically.`,
    );
  }
  if (fault.type === 'unknownModel') return error(400, `${fault.model} is not a valid model ID`);
  if (fault.type === 'blockedPrompt') {
    const metadata = { reasons: ['violence'], flagged_input: '…', provider_name: 'Simulator' };
    return error(403, 'Your chosen model requires moderation and your input was flagged', metadata);
  }
  if (status === 401) return error(401, 'No cookie auth credentials found');
  if (status === 402) {
    return error(402, 'Insufficient credits. Add more using https://openrouter.ai/settings/credits');
  }
  return error(status, message);
}

function ollama(fault: Fault): Partial<ErrorAnswer> {
  if (fault.type !== 'unknownModel') return {};
  const words = `model "${fault.model}" not found, try pulling it first`;
  return { body: { error: { message: words, type: 'not_found_error', param: null, code: null } } };
}

/** github.com/ggml-org/llama.cpp, tools/server/README.md. */
function llamacpp(fault: Fault, { status, message }: Words): Partial<ErrorAnswer> {
  const error = (type: string, words: string, more: object = {}) => ({
    body: { error: { code: status, message: words, type, ...more } },
  });
  if (fault.type === 'contextLength') {
    const counts = { n_prompt_tokens: fault.tokens, n_ctx: fault.window };
    const words = `request (${fault.tokens} tokens) exceeds the available context size (${fault.window} tokens), try increasing it`;
    return error('exceed_context_size_error', words, counts);
  }
  if (status === 401) return error('authentication_error', 'Invalid API Key');
  if (status === 503) return error('unavailable_error', 'Loading model');
  return error(status >= 500 ? 'server_error' : 'invalid_request_error', message);
}
