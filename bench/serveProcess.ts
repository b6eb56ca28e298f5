import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** The local server in a process of its own, as its users have it. */
export interface ServeProcess {
  readonly url: string;
  readonly token: string;
  stop(): Promise<void>;
}

/** Starts `serve` with one provider `healthy` at this base URL and its priced model `m`. */
export async function startServeProcess(baseUrl: string): Promise<ServeProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'switchyard-bench-'));
  const config = join(folder, 'switchyard.json');
  writeFileSync(
    config,
    JSON.stringify({
      'switchyard.providers': { healthy: { api: 'openai-chat', baseUrl } },
      'switchyard.models': { 'healthy/m': { price: { input: 1, output: 2 } } },
      'switchyard.routes': { default: ['healthy/m'] },
    }),
  );
  const cli = fileURLToPath(new URL('../src/cli.ts', import.meta.url));
  const child = spawn(process.execPath, [cli, 'serve', '--config', config, '--data-dir', folder], {
    env: {
      ...process.env,
      SWITCHYARD_API_KEY_HEALTHY: 'bench',
      SWITCHYARD_ALLOWED_ORIGINS: new URL(baseUrl).origin,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const line = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line').then(([first]) => String(first)),
    exited.then(() => Promise.reject(new Error('serve ended before it listened'))),
  ]);
  const { url, token } = JSON.parse(line);
  return {
    url,
    token,
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
