import type { Fault } from './fault.ts';

export interface Words {
  readonly status: number;
  readonly message: string;
  readonly body: unknown;
}

/** A fault in OpenAI's words and shape; `input` is the field of the prompt (platform.openai.com/docs/guides/error-codes). */
export function openAiWords(fault: Fault, input: 'messages' | 'input'): Words {
  const { status, message, code = null, param = null, type = typeOf(status) } = partsOf(fault, input);
  return { status, message, body: { error: { message, type, param, code } } };
}

interface Parts {
  readonly status: number;
  readonly message: string;
  readonly code?: string | null;
  readonly param?: string | null;
  readonly type?: string;
}

function partsOf(fault: Fault, input: 'messages' | 'input'): Parts {
  switch (fault.type) {
    case 'key':
      return { status: 401, code: 'invalid_api_key', message: MESSAGES[401] ?? '' };
    case 'status': {
      const { status, code } = fault;
      if (code === 'insufficient_quota') return { status, code, type: code, message: MESSAGES[402] ?? '' };
      const message = MESSAGES[status] ?? `Simulated error ${status}`;
      return { status, code: code ?? CODES[status] ?? null, message };
    }
    case 'unknownUrl':
      return { status: 404, message: `Unknown request URL: ${fault.method} ${fault.url}` };
    case 'unreadable':
      return { status: 400, message: 'We could not parse the JSON body of your request.' };
    case 'unknownModel':
      return {
        ...{ status: 404, code: 'model_not_found' },
        message: `The model \`${fault.model}\` does not exist.`,
      };
    case 'refused':
      return refused(fault);
    case 'contextLength':
      return { status: 400, code: 'context_length_exceeded', param: input, message: tooLong(fault, input) };
    case 'blockedPrompt':
      return {
        ...{ status: 400, code: input === 'input' ? 'invalid_prompt' : 'content_policy_violation' },
        message:
          'Invalid prompt: your prompt was flagged as potentially violating our usage policy. Please try again with a different prompt: https://platform.openai.com/docs/guides/reasoning#advice-on-prompting',
      };
    case 'invalid':
      return { status: fault.status ?? 400, ...pick(fault) };
    case 'broken':
      return { status: 500, message: fault.message };
  }
}

function pick({ message, param, code }: Extract<Fault, { type: 'invalid' }>): Omit<Parts, 'status'> {
  return { message, ...(param === undefined ? {} : { param }), ...(code === undefined ? {} : { code }) };
}

function refused({ path, value, valueOnly }: Extract<Fault, { type: 'refused' }>): Parts {
  if (valueOnly) {
    const message = `Unsupported value: '${path}' does not support ${JSON.stringify(value)} with this model. Only the default (1) value is supported.`;
    return { status: 400, message, param: path, code: 'unsupported_value' };
  }
  const instead = path === 'max_tokens' ? " Use 'max_completion_tokens' instead." : '';
  const message = `Unsupported parameter: '${path}' is not supported with this model.${instead}`;
  return { status: 400, message, param: path, code: 'unsupported_parameter' };
}

function tooLong({ tokens, window }: Extract<Fault, { type: 'contextLength' }>, input: 'messages' | 'input'): string {
  return input === 'input'
    ? 'Your input exceeds the context window of this model. Please adjust your input and try again.'
    : `This model's maximum context length is ${window} tokens. However, your messages resulted in ${tokens} tokens. Please reduce the length of the messages.`;
}

function typeOf(status: number): string {
  if (status === 429) return 'rate_limit_error';
  return status >= 500 ? 'server_error' : 'invalid_request_error';
}

const CODES: Record<number, string> = {
  401: 'invalid_api_key',
  402: 'insufficient_quota',
  404: 'model_not_found',
  429: 'rate_limit_exceeded',
};

const MESSAGES: Record<number, string> = {
  401: 'Incorrect API key provided. You can find your API key in your account.',
  402: 'You exceeded your current quota, please check your plan and billing details.',
  404: 'The model does not exist or you do not have access to it.',
  429: 'Rate limit reached for requests. Please try again later.',
  500: 'The server had an error while processing your request.',
  503: 'The engine is currently overloaded, please try again later.',
};
