import type { ServerResponse } from 'node:http';
import type { Behaviour } from './behaviour.ts';
import type { Fault } from './fault.ts';
import { sendJson } from './sendJson.ts';

/** Sends the status, body and headers that a failing behaviour asks for; `fail` says a fault in the dialect's words. */
export function sendFailure(response: ServerResponse, behaviour: Behaviour, fail: (fault: Fault) => void): void {
  const { redirectTo, htmlError, status = 502, body, code, retryAfter } = behaviour;
  const retry: Record<string, string> = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
  if (redirectTo) {
    response.writeHead(302, { location: redirectTo }).end();
  } else if (!htmlError && body === undefined) {
    const more = { ...(code !== undefined && { code }), ...(retryAfter !== undefined && { retryAfter }) };
    fail({ type: 'status', status, ...more });
  } else if (!htmlError) {
    sendJson(response, { status, body, headers: retry });
  } else {
    const title = `${status} Bad gateway`;
    response.writeHead(status, { 'content-type': 'text/html', ...retry });
    response.end(`<!doctype html><html><head><title>${status}</title></head><body><h1>${title}</h1></body></html>`);
  }
}
