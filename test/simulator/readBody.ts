import type { IncomingMessage } from 'node:http';
import { parseJson } from './json.ts';

/** The body of a request as JSON; undefined where it is none. */
export async function readBody(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return parseJson(Buffer.concat(parts).toString());
}
