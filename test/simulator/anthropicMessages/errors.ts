import type { ErrorAnswer } from '../dialect.ts';
import type { Fault } from '../fault.ts';
import { retryHeader } from '../retryHeader.ts';

/** A fault in Anthropic's words and shape (platform.claude.com/docs/en/api/errors). */
export function errorAnswer(fault: Fault, requestId: string): ErrorAnswer {
  const { status, message, type = TYPES[status] ?? 'api_error' } = wordsOf(fault);
  return { status, headers: retryHeader(fault), body: { ...errorBody(type, message), request_id: requestId } };
}

export function errorBody(type: string, message: string): object {
  return { type: 'error', error: { type, message } };
}

interface Words {
  readonly status: number;
  readonly message: string;
  readonly type?: string;
}

function wordsOf(fault: Fault): Words {
  switch (fault.type) {
    case 'key':
      return { status: 401, message: fault.presented ? 'invalid x-api-key' : 'x-api-key header is required' };
    case 'status': {
      const { status, code } = fault;
      const message = MESSAGES[status] ?? `Simulated error ${status}`;
      return { status, message, ...(code === undefined ? {} : { type: code }) };
    }
    case 'unknownUrl':
      return { status: 404, message: 'Not Found' };
    case 'unreadable':
      return { status: 400, message: 'The request body is not valid JSON' };
    case 'unknownModel':
      return { status: 404, message: `model: ${fault.model}` };
    case 'refused':
      return { status: 400, message: refused(fault.path) };
    case 'contextLength':
      return { status: 400, message: tooLong(fault) };
    case 'blockedPrompt':
      return { status: 400, message: 'Output blocked by content filtering policy' };
    case 'invalid':
      return { status: fault.status ?? 400, message: fault.message };
    case 'broken':
      return { status: 500, message: fault.message };
  }
}

/** Sampling parameters that a model has outgrown are deprecated; everything else it does not know is not permitted. */
function refused(path: string): string {
  if (path === 'prefill') {
    return 'This model does not support assistant message prefill. The conversation must end with a user message.';
  }
  const sampling = ['temperature', 'top_p', 'top_k'].includes(path);
  return sampling ? `\`${path}\` is deprecated for this model.` : `${path}: Extra inputs are not permitted`;
}

function tooLong({ tokens, window, maxOutputTokens = 0 }: Extract<Fault, { type: 'contextLength' }>): string {
  return tokens > window
    ? `prompt is too long: ${tokens} tokens > ${window} maximum`
    : `input length and \`max_tokens\` exceed context limit: ${tokens} + ${maxOutputTokens} > ${window}, decrease input length or \`max_tokens\` and try again`;
}

const TYPES: Record<number, string> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  402: 'billing_error',
  403: 'permission_error',
  404: 'not_found_error',
  413: 'request_too_large',
  429: 'rate_limit_error',
  500: 'api_error',
  504: 'timeout_error',
  529: 'overloaded_error',
};

const MESSAGES: Record<number, string> = {
  401: 'invalid x-api-key',
  402: 'Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing to upgrade or purchase credits.',
  403: 'Your API key does not have permission to use the specified resource.',
  404: 'Not Found',
  413: 'Request exceeds the maximum size',
  429: 'This request would exceed the rate limit for your organization of 50,000 input tokens per minute. Please reduce the prompt length or the maximum tokens requested, or try again later.',
  500: 'Internal server error',
  529: 'Overloaded',
};
