import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ChatEvent } from '../../src/core/chat/chatEvent.ts';
import { APIS } from '../../src/core/models/preset.ts';
import { runHere } from '../cli/runHere.ts';
import { jsonLines, TestCli } from '../cli/testCli.ts';
import { expectedAnswer } from '../providers/expectedAnswer.ts';
import { askCore } from '../providers/httpCore.ts';
import { publicAnswer } from '../providers/publicAnswer.ts';
import { missing, recordings } from '../providers/recordings.ts';
import { pieces, sse } from '../providers/replay.ts';
import { ReplayServer } from '../providers/replayServer.ts';

const RECORDINGS = APIS.flatMap((api) => recordings(api).map((recording) => ({ ...recording, dialect: api })));
type Case = (typeof RECORDINGS)[number];

/** Those that are quick to play one byte at a time. */
const SMALL = RECORDINGS.filter(({ name, replay: { body } }) => name.includes('/stream') && body.length < 3500);

/** Those that fail after something was said. */
const BROKEN = RECORDINGS.filter(
  (recording) =>
    recording.status === 200 && expectedAnswer(recording).end.startsWith('error') && recording.expect.text !== '',
);

/** With its name first, which is shown in full then. */
const named = (cases: readonly Case[]) => cases.map((recording) => [recording.name, recording] as const);

/** The ids of presets whose recordings lie under another name. */
const PRESET: Readonly<Record<string, string>> = {
  'google-gemini': 'google',
  'azure-openai': 'azure',
  'zai-glm': 'zhipu',
  alibaba: 'qwen',
};

describe.skipIf(missing)('a recording, replayed by a server on loopback,', () => {
  let server: ReplayServer;
  let folder: string;
  beforeAll(async () => {
    server = await ReplayServer.start();
    folder = mkdtempSync(join(tmpdir(), 'switchyard-recordings-'));
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true, force: true });
  });

  const providerOf = ({ dialect, replay }: Case, pieceBytes: () => number) => ({
    api: dialect,
    baseUrl: server.serve(replay, pieceBytes),
    auth: 'none',
  });

  async function throughCore(recording: Case, pieceBytes: () => number): Promise<ChatEvent[]> {
    const settings = { providers: { p: providerOf(recording, pieceBytes) }, models: { 'p/m': {} } };
    return await askCore(settings, { request: { model: 'p/m' } });
  }

  /** Writes a configuration with the vendor's preset and the recorded model, and returns the arguments that ask it. */
  function askJson(recording: Case, config: string): string[] {
    const vendor = recording.name.split('/')[0] ?? '';
    const id = PRESET[vendor] ?? vendor;
    const provider = providerOf(recording, pieces(`${recording.name} from the terminal`));
    writeFileSync(config, JSON.stringify({ 'switchyard.providers': { [id]: provider } }));
    return ['ask', '--json', '--model', `${id}/${recording.name.split('--').at(-1)}`, 'hello'];
  }

  test.each(named(RECORDINGS))('%s: through the whole core', async (_, recording) => {
    const events = await throughCore(recording, pieces(recording.name));
    expect(publicAnswer(events)).toEqual(expectedAnswer(recording));
  });

  test.each(named(SMALL))('%s: one byte at a time', async (_, recording) => {
    expect(publicAnswer(await throughCore(recording, () => 1))).toEqual(expectedAnswer(recording));
  });

  test.each(named(RECORDINGS))('%s: asked for on the command line', async (_, recording) => {
    const config = join(folder, 'switchyard.json');
    const args = [...askJson(recording, config), '--config', config, '--data-dir', folder];
    const { code, stdout, stderr } = await runHere(args);
    const expected = expectedAnswer(recording);
    expect(stderr).toBe('');
    expect(publicAnswer(jsonLines(stdout) as unknown as ChatEvent[])).toEqual(expected);
    expect(code).toBe(expected.end.startsWith('done') ? 0 : 1);
  });

  test.each(named(APIS.flatMap((api) => SMALL.find(({ dialect }) => dialect === api) ?? [])))(
    '%s: asked for by a process of its own',
    async (_, recording) => {
      await using cli = await TestCli.start();
      const { stdout } = await cli.run(askJson(recording, cli.config));
      expect(publicAnswer(jsonLines(stdout) as unknown as ChatEvent[])).toEqual(expectedAnswer(recording));
    },
  );

  test.each(named(BROKEN))('%s: what came before the error was shown, and is taken back', async (_, recording) => {
    const healthy = { body: sse([{ choices: [{ delta: { content: 'from b' }, finish_reason: 'stop' }] }]) };
    const settings = {
      providers: {
        a: providerOf(recording, pieces(recording.name)),
        b: { api: 'openai-chat', baseUrl: server.serve(healthy, () => 99), auth: 'none' },
      },
      models: { 'a/m': {}, 'b/m': {} },
      routes: { default: ['a/m', 'b/m'] },
    };
    const events = await askCore(settings);
    const failed = events.findIndex(({ type }) => type === 'fallback');
    const shown = events.slice(0, failed).flatMap((event) => (event.type === 'text' ? event.delta : []));
    const { text, end } = expectedAnswer(recording);
    expect(shown.join('')).toBe(text);
    expect(events[failed]).toMatchObject({
      afterCharacters: text.length,
      error: { kind: end.split(' ')[1]?.replace(':', '') },
    });
    expect(events[failed + 1]).toEqual({ type: 'retract', characters: text.length });
    expect(publicAnswer(events)).toMatchObject({ text: 'from b', reasoning: '', end: 'done stop' });
  });
});
