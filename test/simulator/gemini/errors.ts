import type { ErrorAnswer } from '../dialect.ts';
import type { Fault } from '../fault.ts';
import { protoName } from './names.ts';

/** A fault in Google's words and shape (ai.google.dev/gemini-api/docs/troubleshooting; google.rpc.Status). */
export function errorAnswer(fault: Fault): ErrorAnswer {
  const { code, message, status = STATUSES[code] ?? 'UNKNOWN', details } = wordsOf(fault);
  return { status: code, body: { error: { code, message, status, ...(details && { details }) } } };
}

interface Words {
  readonly code: number;
  readonly message: string;
  readonly status?: string;
  readonly details?: readonly object[];
}

function wordsOf(fault: Fault): Words {
  switch (fault.type) {
    case 'key':
      return fault.presented ? invalidKey : { code: 403, message: UNREGISTERED };
    case 'status':
      return ofStatus(fault);
    case 'unknownUrl':
      return { code: 404, message: `The requested URL ${fault.url} was not found on this server.` };
    case 'unreadable':
      return { code: 400, message: 'Invalid JSON payload received. Unexpected token.' };
    case 'unknownModel': {
      const message = `models/${fault.model} is not found for API version v1beta, or is not supported for generateContent. Call ListModels to see the list of available models and their supported methods.`;
      return { code: 404, message };
    }
    case 'refused':
      return unknownName(fault.path);
    case 'contextLength': {
      const message = `The input token count (${fault.tokens}) exceeds the maximum number of tokens allowed (${fault.window}).`;
      return { code: 400, message };
    }
    case 'blockedPrompt':
      return { code: 400, message: 'The prompt was blocked.' };
    case 'invalid':
      return fault.param === undefined ? { code: fault.status ?? 400, message: fault.message } : violation(fault);
    case 'broken':
      return { code: 500, message: fault.message };
  }
}

/** A field that does not exist, at the place in the protocol buffer where it was found. */
function unknownName(path: string): Words {
  const names = path.split('.');
  const place = names.slice(0, -1).map(protoName).join('.');
  const at = place === '' ? '' : ` at '${place}'`;
  const message = `Invalid JSON payload received. Unknown name "${names.at(-1)}"${at}: Cannot find field.`;
  return violation({ message, param: place });
}

function violation({ message, param }: { message: string; param?: string }): Words {
  const fieldViolations = [{ ...(param && { field: param }), description: message }];
  return { code: 400, message, details: [{ '@type': 'type.googleapis.com/google.rpc.BadRequest', fieldViolations }] };
}

const invalidKey: Words = {
  code: 400,
  message: 'API key not valid. Please pass a valid API key.',
  details: [
    {
      '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
      reason: 'API_KEY_INVALID',
      domain: 'googleapis.com',
      metadata: { service: 'generativelanguage.googleapis.com' },
    },
  ],
};

const UNREGISTERED =
  "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API.";

function ofStatus({ status: code, code: status, retryAfter }: Extract<Fault, { type: 'status' }>): Words {
  const message = MESSAGES[code] ?? `Simulated error ${code}`;
  const named = status === undefined ? {} : { status };
  if (code !== 429) return { code, message, ...named };
  const retry = { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: `${retryAfter}s` };
  return { code, message, ...named, details: [quotaFailure, ...(retryAfter === undefined ? [] : [retry])] };
}

const quotaFailure = {
  '@type': 'type.googleapis.com/google.rpc.QuotaFailure',
  violations: [
    {
      quotaMetric: 'generativelanguage.googleapis.com/generate_content_requests',
      quotaId: 'GenerateRequestsPerMinutePerProjectPerModel',
    },
  ],
};

const STATUSES: Record<number, string> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL',
  503: 'UNAVAILABLE',
  504: 'DEADLINE_EXCEEDED',
};

const MESSAGES: Record<number, string> = {
  401: 'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential.',
  403: 'The caller does not have permission',
  404: 'Requested entity was not found.',
  429: 'Resource has been exhausted (e.g. check quota).',
  500: 'An internal error has occurred. Please retry or report in https://developers.generativeai.google/guide/troubleshooting',
  503: 'The model is overloaded. Please try again later.',
  504: 'Deadline expired before operation could complete.',
};
