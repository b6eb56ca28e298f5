import { expect, test } from 'vitest';
import { longBody } from '../../bench/longBody.ts';
import { VENDOR_STREAMS } from '../../bench/vendorStreams.ts';
import { textMessage } from '../../src/core/chat/message.ts';
import { createProviders } from '../../src/providers/createProviders.ts';
import { collectGarbage } from '../fakes/collectGarbage.ts';
import { testSetup } from '../fakes/testSetup.ts';

const BYTES = 10_000_000;

test.each(Object.keys(VENDOR_STREAMS) as (keyof typeof VENDOR_STREAMS)[])(
  'reading 10 MB of %s holds no more memory at the end than after the first megabyte',
  async (api) => {
    const setup = testSetup({ providers: { a: { api, baseUrl: 'http://127.0.0.1/v1', auth: 'none' } } });
    const keys = { key: async () => undefined, secret: async () => undefined };
    const held: number[] = [];
    const body = longBody(VENDOR_STREAMS[api](4000), BYTES, () => {
      collectGarbage();
      held.push(process.memoryUsage().heapUsed);
    });
    const fetch = async () => new Response(body, { headers: { 'content-type': 'text/event-stream' } });
    const provider = await createProviders((id) => setup.providers.get(id), keys, { fetch }).get('a');
    const call = { providerId: 'a', modelName: 'm', messages: [textMessage('user', 'hi')], onActivity() {} };
    let characters = 0;
    for await (const event of provider.stream(call, new AbortController().signal)) {
      if (event.type === 'text') characters += event.delta.length;
    }
    const [early = 0, late = 0] = held;
    expect(characters).toBeGreaterThan(BYTES / 100);
    expect(late - early).toBeLessThan(500_000);
  },
);
