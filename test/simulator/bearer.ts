import type { IncomingHttpHeaders } from 'node:http';

/** The bearer token of a request; undefined where there is none. */
export function parseBearer(headers: IncomingHttpHeaders): string | undefined {
  return /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
}
