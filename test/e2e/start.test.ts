import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeEndToEnd } from './harness/describeEndToEnd.ts';
import { poll } from './harness/poll.ts';

const root = join(import.meta.dirname, '../..');

describeEndToEnd('npm start', () => {
  let demo: ChildProcess;
  let printed = '';

  beforeAll(async () => {
    demo = spawn(process.execPath, [join(root, 'scripts/start.ts'), '--no-open'], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [demo.stdout, demo.stderr]) stream?.on('data', (data) => (printed += data));
    await poll('the demo is running', async () => printed.includes("Switchyard's demo is running"), 240_000);
  });

  afterAll(() => {
    demo.kill('SIGKILL');
  });

  test('prints where to look, what to try, and that the answers are simulated', () => {
    expect(printed).toMatch(/Open +http:\/\/127\.0\.0\.1:\d+\/\?folder=/);
    expect(printed).toMatch(/Password +\S{10,}/);
    expect(printed).toContain('The answers are SIMULATED');
    expect(printed).toContain('Explain Selection');
  });

  test('opens the editor behind its password, on this machine only', async () => {
    const [, url = ''] = /Open +(http:\S+)/.exec(printed) ?? [];
    const response = await fetch(url, { redirect: 'manual' });
    expect(response.status).toBe(302);
    expect(response.headers.get('location')).toContain('login');
  });

  test('ends with everything it started', async () => {
    const ended = new Promise((resolve) => demo.once('exit', resolve));
    demo.kill('SIGINT');
    await ended;
    const [, url = ''] = /Open +(http:\S+)/.exec(printed) ?? [];
    await expect(fetch(url)).rejects.toThrow();
  });
});
