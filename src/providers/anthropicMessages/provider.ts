import type { Dialect } from '../dialect.ts';
import { endpointOf } from './endpoint.ts';
import { MessagesConverter } from './toEvents.ts';
import { toRequest } from './toRequest.ts';

/**
 * The older of two: the newer one takes no temperature from any model, and servers that copy the API may not know it
 * (platform.claude.com/docs/en/api/versioning).
 */
const VERSION = '2023-06-01';
/** Lets `thinking.block_binding` be sent (platform.claude.com/docs/en/build-with-claude/preserved-thinking). */
const BINDING_CONTROLS = 'thinking-binding-controls-2026-08-01';

/** Anthropic's Messages and what other vendors make of them. */
export const anthropicMessages: Dialect = {
  toRequest,
  converter: () => new MessagesConverter(),
  headers: ({ thinking }) => ({
    'anthropic-version': VERSION,
    ...(Object(thinking).block_binding === undefined ? {} : { 'anthropic-beta': BINDING_CONTROLS }),
  }),
  send: (_, setup) => (body, fetch, signal) => {
    const endpoint = endpointOf(setup.baseUrl, body);
    return fetch(endpoint.url, { method: 'POST', body: JSON.stringify(endpoint.body), signal });
  },
};
