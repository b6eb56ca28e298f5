import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** Switchyard's local server as `switchyard serve` starts it, in a process of its own with a ledger of its own. */
export interface Served extends AsyncDisposable {
  readonly url: string;
  readonly token: string;
}

const CLI = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));
const CONFIG = new URL('switchyard.json', import.meta.url);

/** Starts it with the benchmark's configuration, its wall at this address. */
export async function serve(wallUrl: string): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), 'switchyard-failover-'));
  const config = join(folder, 'switchyard.json');
  writeFileSync(config, readFileSync(CONFIG, 'utf8').replace('http://127.0.0.1:8401/v1', wallUrl));
  const child = spawn(process.execPath, [CLI, 'serve', '--config', config, '--data-dir', folder, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const stop = async () => {
    const ended = once(child, 'exit');
    if (child.kill()) await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  for await (const line of createInterface({ input: child.stdout })) {
    return { ...(JSON.parse(line) as { url: string; token: string }), [Symbol.asyncDispose]: stop };
  }
  await stop();
  throw new Error('the server ended before it listened');
}
