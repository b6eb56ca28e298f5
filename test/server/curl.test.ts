import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { TestServer } from './testServer.ts';

const run = promisify(execFile);
const { error } = spawnSync('curl', ['--version']);

/** What anyone would type: the body, and all headers with the trailers. */
async function curl({ server, token }: TestServer, ...args: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'switchyard-curl-'));
  const headers = join(folder, 'headers');
  const shared = ['-sS', '--noproxy', '*', '-H', `Authorization: Bearer ${token}`, '-D', headers];
  try {
    const { stdout } = await run('curl', [...shared, ...args.map((arg) => arg.replace('URL', server.url))]);
    return { body: stdout, head: readFileSync(headers, 'utf8').replaceAll('\r', '') };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const JSON_TYPE = ['-H', 'Content-Type: application/json'];
const ASKED = JSON.stringify({ model: 'auto', messages: [{ role: 'user', content: 'hi' }] });

describe.skipIf(error !== undefined)(`curl${error === undefined ? '' : ' (there is none here)'}`, () => {
  test('gets a whole answer and its headers', async () => {
    await using served = await TestServer.start({ text: 'Hello' });
    const { body, head } = await curl(served, 'URL/chat/completions', ...JSON_TYPE, '-d', ASKED);
    expect(JSON.parse(body).choices[0].message.content).toBe('Hello');
    expect(head).toMatch(/^HTTP\/1\.1 200 OK\n/);
    expect(head).toContain('\nx-switchyard-model: a/m\n');
  });

  test('gets a stream to its last line, with the cost in trailers', async () => {
    await using served = await TestServer.start({ text: 'one two' });
    const asked = ASKED.replace('{', '{"stream":true,');
    const { body, head } = await curl(served, '-N', 'URL/chat/completions', ...JSON_TYPE, '-d', asked);
    expect(body.endsWith('\n\ndata: [DONE]\n\n')).toBe(true);
    expect(head).toContain('content-type: text/event-stream');
    expect(head).toMatch(/x-switchyard-cost-usd: 0\.0000\d+\n/);
  });

  test('gets the list of models, and an error as JSON', async () => {
    await using served = await TestServer.start();
    expect(JSON.parse((await curl(served, 'URL/models')).body).data[0].id).toBe('auto');
    const { body, head } = await curl(served, 'URL/chat/completions', '-d', ASKED);
    expect([head.split('\n')[0], JSON.parse(body).error.code]).toEqual([
      'HTTP/1.1 415 Unsupported Media Type',
      'unsupported_media_type',
    ]);
  });
});
