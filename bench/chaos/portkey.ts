import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { closedPort } from '../../test/simulator/closedPort.ts';
import { type Contestant, PATIENCE_MS } from './contestant.ts';
import { openaiClient } from './openaiClient.ts';

const VERSION = '1.15.2';
/** Without what its own lock file names, `stream: true` fails in it (Portkey-AI/gateway issue 1389). */
const MANIFEST = {
  private: true,
  dependencies: { '@portkey-ai/gateway': VERSION },
  overrides: { '@hono/node-server': '1.13.5', hono: '4.9.7', '@hono/node-ws': '1.2.0' },
};

/** It has no option for the address it listens on, and would take all of them. */
const ON_LOOPBACK = `data:text/javascript,${encodeURIComponent(
  `import net from 'node:net';
   const listen = net.Server.prototype.listen;
   net.Server.prototype.listen = function (port, ...rest) {
     const onListening = rest.find((one) => typeof one === 'function');
     return listen.call(this, { port: Number(port?.port ?? port), host: '127.0.0.1' }, onListening);
   };`,
)}`;

/** The gateway with the same fallback chain, installed on demand into the user's cache; or why it cannot be run. */
export async function portkey(baseUrls: Readonly<Record<string, string>>): Promise<Contestant | string> {
  const folder = join(
    process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'),
    'switchyard-bench',
    `portkey-${VERSION}`,
  );
  const script = join(folder, 'node_modules/@portkey-ai/gateway/build/start-server.js');
  try {
    if (!existsSync(script)) await install(folder);
    return await start(script, baseUrls);
  } catch (error) {
    return error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
  }
}

async function install(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify(MANIFEST));
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  await promisify(execFile)('npm', ['install', ...flags], { cwd: folder, timeout: 120_000 });
}

async function start(script: string, baseUrls: Readonly<Record<string, string>>): Promise<Contestant> {
  const port = await closedPort();
  const args = ['--import', ON_LOOPBACK, script, '--headless', `--port=${port}`];
  const child = spawn(process.execPath, args, { stdio: 'ignore' });
  const baseURL = `http://127.0.0.1:${port}/v1`;
  const config = {
    strategy: { mode: 'fallback' },
    request_timeout: PATIENCE_MS,
    targets: Object.values(baseUrls).map((custom_host) => ({ provider: 'openai', api_key: 'chaos', custom_host })),
  };
  const headers = { 'x-portkey-config': JSON.stringify(config) };
  try {
    await answering(`http://127.0.0.1:${port}/`, child);
  } catch (error) {
    child.kill();
    throw error;
  }
  const client = openaiClient(`Portkey ${VERSION}`, baseURL, { maxRetries: 0, headers });
  return {
    ...client,
    [Symbol.asyncDispose]: async () => {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}

async function answering(url: string, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}`);
    const response = await fetch(url).catch(() => undefined);
    if (response !== undefined) return;
    await delay(100);
  }
  throw new Error('it did not start');
}
