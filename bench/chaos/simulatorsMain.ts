import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Books, serveChaos } from './serveChaos.ts';
import type { Orders } from './simulators.ts';
import { PROVIDERS, type ProviderId } from './weather.ts';

// Four providers on loopback, told what to do by the process that started this one; they end with it.
let books: Books = open({ seed: 0, total: 1 });

function open(orders: Orders): Books {
  return { orders, attempts: { a: 0, b: 0, c: 0, d: 0 }, came: new Map(), billedNano: 0 };
}

async function start(provider: ProviderId): Promise<string> {
  const server = createServer((request, response) => {
    serveChaos(provider, books, request, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
}

const urls = await Promise.all(PROVIDERS.map(async (id) => [id, await start(id)]));
process.on('message', (order: 'seen' | Orders) => {
  if (order === 'seen') {
    const { attempts, billedNano } = books;
    process.send?.({ attempts, billedNano });
  } else {
    books = open(order);
    process.send?.('begun');
  }
});
process.on('disconnect', () => process.exit(0));
process.send?.(Object.fromEntries(urls));
