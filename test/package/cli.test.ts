import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';

const cli = join(import.meta.dirname, '../../dist/cli.js');
const built = existsSync(cli);

/** Runs the built CLI, as it is shipped, with no configuration and no key of the machine's. */
async function run(stdin: string, ...args: string[]): Promise<string> {
  const home = join(import.meta.dirname, 'nowhere');
  const env = { PATH: process.env.PATH, XDG_CONFIG_HOME: home, SWITCHYARD_API_KEY_OPENAI: 'a-key-for-a-test' };
  const running = promisify(execFile)(process.execPath, [cli, ...args], { env });
  running.child.stdin?.end(stdin);
  return (await running).stdout;
}

describe.skipIf(!built)(
  built ? 'the built CLI' : 'the built CLI (skipped: dist is not built; npm test builds it)',
  () => {
    test('says how it is used', async () => {
      expect(await run('', '--help')).toContain('ask [PROMPT]');
    });

    test('recognises and routes', async () => {
      const line = '{"id":1,"prompt":"Explain what a mutex is"}';
      expect(JSON.parse(await run(line, 'classify'))).toMatchObject({ id: 1, task: 'explain', language: 'en' });
      const data = join(import.meta.dirname, '../../dist/test-data');
      expect(JSON.parse(await run(line, 'route', '--data-dir', data)).targets[0].model).toMatch(/^openai\//);
    });
  },
);
