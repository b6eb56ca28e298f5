import type { ServerResponse } from 'node:http';
import type { ErrorAnswer } from './dialect.ts';

/** Sends JSON with its length. */
export function sendJson(response: ServerResponse, { status, headers, body }: ErrorAnswer): void {
  const bytes = Buffer.from(JSON.stringify(body));
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': bytes.length, ...headers });
  response.end(bytes);
}
