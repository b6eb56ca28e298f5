import { afterEach, describe, expect, test, vi } from 'vitest';
import { HttpFault, safeFetch } from '../../../src/providers/transport/safeFetch.ts';

afterEach(() => vi.useRealTimers());

/** What is thrown for an error of status 500 with this body. */
async function faultOf(body: ReadableStream<Uint8Array> | string | null): Promise<unknown> {
  const fetch = safeFetch({
    origin: 'https://x.test',
    headers: {},
    fetch: async () => new Response(body, { status: 500 }),
  });
  const thrown = fetch('https://x.test/v1').catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(2000);
  return thrown;
}

const begun = (end: (controller: ReadableStreamDefaultController) => void) => {
  let sent = false;
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      if (sent) return end(controller);
      sent = true;
      controller.enqueue(new TextEncoder().encode('{"error":"ov'));
    },
  });
};

describe("an error's body", () => {
  test.each([
    ['whole', '{"error":"überlastet"}', '{"error":"überlastet"}'],
    ['missing', null, ''],
    ['never ended', begun(() => {}), '{"error":"ov'],
    [
      'without end',
      begun((controller) => controller.enqueue(new Uint8Array(10_000))),
      expect.stringMatching(/^\{"error":"ov\0+$/),
    ],
    ['broken off', begun((controller) => controller.error(new Error('reset'))), '{"error":"ov'],
  ])('that is %s leaves the status known', async (_, body, expected) => {
    vi.useFakeTimers();
    const fault = await faultOf(body);
    expect(fault).toBeInstanceOf(HttpFault);
    expect(fault).toMatchObject({ status: 500, body: expected });
  });
});
