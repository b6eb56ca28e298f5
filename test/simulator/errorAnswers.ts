import type { ServerResponse } from 'node:http';
import type { Behaviour } from './behaviour.ts';

/** Sends an error in OpenAI's shape. */
export function sendError(response: ServerResponse, status: number, code: string | null, message: string): void {
  sendJson(response, status, { error: { message, type: typeOf(status), param: null, code } });
}

/** Sends the status, body and headers that a failing behaviour asks for. */
export function sendFailure(response: ServerResponse, behaviour: Behaviour): void {
  if (behaviour.retryAfter !== undefined) response.setHeader('retry-after', String(behaviour.retryAfter));
  const status = behaviour.status ?? 502;
  if (behaviour.htmlError) {
    response.writeHead(status, { 'content-type': 'text/html' });
    response.end(
      `<!doctype html><html><head><title>${status}</title></head><body><h1>${status} Bad gateway</h1></body></html>`,
    );
  } else if (behaviour.body !== undefined) {
    sendJson(response, status, behaviour.body);
  } else {
    sendError(
      response,
      status,
      behaviour.code ?? codes[status] ?? null,
      messages[status] ?? `Simulated error ${status}`,
    );
  }
}

/** Sends JSON with its length. */
export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  const body = Buffer.from(JSON.stringify(value));
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': body.length });
  response.end(body);
}

function typeOf(status: number): string {
  if (status === 429) return 'rate_limit_error';
  return status >= 500 ? 'server_error' : 'invalid_request_error';
}

const codes: Record<number, string> = {
  401: 'invalid_api_key',
  402: 'insufficient_quota',
  404: 'model_not_found',
  429: 'rate_limit_exceeded',
};

const messages: Record<number, string> = {
  401: 'Incorrect API key provided. You can find your API key in your account.',
  402: 'You exceeded your current quota, please check your plan and billing details.',
  404: 'The model does not exist or you do not have access to it.',
  429: 'Rate limit reached for requests. Please try again later.',
  500: 'The server had an error while processing your request.',
  503: 'The engine is currently overloaded, please try again later.',
};
