import { describe, expect, test } from 'vitest';
import { replay, sumOf } from '../replay.ts';
import { delta } from './converted.ts';

/** gateways.md §5, case 24: how a response fails after it had begun. */
const body = (...events: { type: string }[]) =>
  events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join('');
const failed = { code: 'server_error', message: 'The model failed' };

describe('case 24: a response that fails', () => {
  test.each([
    ['in an error event', { type: 'error', ...failed }],
    ['in an error event that wraps it', { type: 'error', error: { type: 'server_error', ...failed } }],
    ['as response.failed', { type: 'response.failed', response: { status: 'failed', error: failed } }],
  ])('case 24: %s is an error, after what was said', async (_, last) => {
    const { events, error } = await replay({ body: body(delta('Half'), last) }, { api: 'openai-responses' });
    expect(sumOf(events)).toMatchObject({ text: 'Half', finish: undefined });
    expect(error).toMatchObject({ kind: 'server', message: 'The model failed', details: { code: 'server_error' } });
  });

  test('case 24: over its rate is told so', async () => {
    const error = { code: 'rate_limit_exceeded', message: 'Rate limit reached. Please try again in 2s.' };
    const events = [{ type: 'response.failed', response: { status: 'failed', error } }];
    const replayed = await replay({ body: body(...events) }, { api: 'openai-responses' });
    expect(replayed.error).toMatchObject({ kind: 'rateLimit', retryAfterMs: 2000 });
  });
});
