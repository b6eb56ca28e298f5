import { expect, test } from 'vitest';
import { listenOnKnown } from '../../../src/shell/server/listenOnKnown.ts';

/** A machine on which these ports are taken; any free one is the next of 5000, 5001, … */
function machine(...taken: number[]) {
  let next = 5000;
  return async (wanted: number) => {
    while (wanted === 0 && taken.includes(next)) next++;
    const port = wanted === 0 ? next : wanted;
    if (taken.includes(port)) throw new Error('EADDRINUSE');
    taken.push(port);
    return { port };
  };
}

test('the first window has the same port each time, also after another window had one of its own', async () => {
  const first = await listenOnKnown([], machine());
  expect(first).toEqual({ server: { port: 5000 }, ports: [5000] });
  const second = await listenOnKnown(first.ports, machine(5000));
  expect(second.ports[0]).toBe(5000);
  const again = await listenOnKnown(second.ports, machine());
  expect(again.server.port).toBe(5000);
});

test('a second window has its own again, and any port where all known ones are taken', async () => {
  expect((await listenOnKnown([5000, 5005], machine(5000))).server.port).toBe(5005);
  expect(await listenOnKnown([6000, 6001], machine(6000, 6001))).toEqual({
    server: { port: 5000 },
    ports: [6000, 6001, 5000],
  });
});

test('why no port at all could be had is told', async () => {
  await expect(listenOnKnown([1], () => Promise.reject(new Error('EPERM')))).rejects.toThrow('EPERM');
});
