import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import * as esbuild from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TestFolder } from '../ledgerFile.ts';
import { Kept } from './kept.ts';
import { randomFrom } from './random.ts';

const KILLS = Number(process.env.SWITCHYARD_KILLS ?? 306);
const SEED = Number(process.env.SWITCHYARD_SEED ?? Date.now() % 2 ** 31);
/** Windows that write to one folder at the same time. */
const WINDOWS = 6;
/** A folder is begun anew after so many rounds: what a long-lived one has is looked at again each time. */
const ROUNDS = 9;

const program = new TestFolder();
beforeAll(async () => {
  const entryPoints = [join(import.meta.dirname, 'writer.ts')];
  const outfile = program.file('writer.mjs');
  // In one file, a process is ready three times as soon.
  await esbuild.build({ entryPoints, outfile, bundle: true, platform: 'node', format: 'esm', logLevel: 'error' });
});
afterAll(() => program[Symbol.dispose]());

/** Some are killed while they open and upgrade the files, most while they write. */
async function writeUntilKilled(
  folder: string,
  name: string,
  random: () => number,
): Promise<{ said: string; wrong: string }> {
  const seed = String(Math.floor(random() * 2 ** 31));
  const writer: ChildProcess = spawn(process.execPath, [program.file('writer.mjs'), folder, name, seed]);
  let said = '';
  let wrong = '';
  writer.stderr?.setEncoding('utf8').on('data', (text: string) => (wrong += text));
  const ready = new Promise<void>((resolve) => {
    writer.stdout?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      resolve();
    });
  });
  if (random() < 0.15) await delay(random() * 150);
  else {
    await Promise.race([ready, once(writer, 'exit')]);
    await delay(random() * 90);
  }
  const ended = once(writer, 'close');
  writer.kill('SIGKILL');
  const [, signal] = (await ended) as [number | null, string | null];
  return { said, wrong: signal === 'SIGKILL' ? wrong : `${wrong}ended by itself` };
}

/** Every other folder begins with what the first version wrote, so that some are killed while they upgrade it. */
function beginWithFirstVersion(folder: string): void {
  const db = new DatabaseSync(join(folder, 'ledger.db'));
  db.exec(readFileSync(join(import.meta.dirname, '../released/ledger-1.sql'), 'utf8'));
  db.close();
}

test(`nothing that was acknowledged is lost by ${KILLS} kills at random moments (seed ${SEED})`, async () => {
  process.stdout.write(`crash test: seed ${SEED} (SWITCHYARD_SEED), ${KILLS} kills (SWITCHYARD_KILLS)\n`);
  const random = randomFrom(SEED);
  let kills = 0;
  let acknowledged = 0;
  for (let folders = 0; kills < KILLS; folders++) {
    using folder = new TestFolder();
    if (folders % 2 === 1) beginWithFirstVersion(folder.path);
    const kept = new Kept(folder.path);
    for (let round = 0; round < ROUNDS && kills < KILLS; round++) {
      const windows = Array.from({ length: WINDOWS }, (_, at) => writeUntilKilled(folder.path, `w${at}`, random));
      const ends = await Promise.all(windows);
      kills += WINDOWS;
      expect(ends.map(({ wrong }) => wrong).filter((wrong) => wrong !== '')).toEqual([]);
      for (const { said } of ends) kept.acknowledge(said);
      expect(await kept.missing()).toEqual([]);
    }
    acknowledged += kept.count;
    expect(await kept.missingInIndex()).toEqual([]);
  }
  process.stdout.write(`crash test: ${kills} kills, ${acknowledged} acknowledged writes, none lost\n`);
  expect(acknowledged).toBeGreaterThan(kills);
}, 180_000);
