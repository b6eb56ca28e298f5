import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, type Metafile } from 'esbuild';
import plainRanks from 'gpt-tokenizer/bpeRanks/o200k_base';
import * as plain from 'gpt-tokenizer/encoding/o200k_base';
import { afterAll, expect, test } from 'vitest';
import { packRanks } from '../../../scripts/packRanks.ts';
import { SAMPLES } from '../../core/accounting/sampleTexts.ts';

const ROOT = join(import.meta.dirname, '../../..');
const ORDINARY = { disallowedSpecial: new Set<string>() };
const folder = mkdtempSync(join(tmpdir(), 'switchyard-'));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the vocabulary is a chunk of its own that loads with the first count, below 450 KB compressed', async () => {
  const { outputs } = await bundle('src/providers/tokens/openaiTokenCounter.ts');
  const [chunk = '', ...more] = Object.keys(outputs).filter((path) => holdsRanks(outputs, path));
  expect(more).toEqual([]);
  const importing = Object.values(outputs).flatMap(({ imports }) => imports.filter(({ path }) => path === chunk));
  expect(importing.map(({ kind }) => kind)).toEqual(['dynamic-import']);
  expect(gzipSync(readFileSync(join(ROOT, chunk))).length / 1024).toBeLessThan(450);
});

test('it holds every token of the package, with the same bytes', async () => {
  const { default: ranks } = (await load('gpt-tokenizer/bpeRanks/o200k_base')) as { default: typeof plainRanks };
  expect(ranks.length).toBe(plainRanks.length);
  const known = new Set(plainRanks.map(String));
  expect(ranks.filter((token) => !known.has(String(token)))).toEqual([]);
  expect(new Set(ranks.map(String)).size).toBe(known.size);
});

test('it counts as the package does, to one in a thousand of a page', async () => {
  const packed = (await load('gpt-tokenizer/encoding/o200k_base')) as typeof plain;
  const rare = ['🧑🏽‍🚀🏳️‍🌈 ', '\ufeff// ', 'ქართული ენა ', 'ភាសាខ្មែរ ', '\u0000\u001b[31m', 'ﷺ', '\ud800', '༄༅།།'];
  const texts = [...Object.values(SAMPLES), ...rare.map((text) => text.repeat(5))];
  const off = texts.map((text) => packed.countTokens(text, ORDINARY) - plain.countTokens(text, ORDINARY));
  expect(off.filter((difference) => Math.abs(difference) > 1)).toEqual([]);
  const all = texts.join('\n\n');
  const [counted, real] = [packed.countTokens(all, ORDINARY), plain.countTokens(all, ORDINARY)];
  expect(Math.abs(counted - real) / real).toBeLessThan(1e-3);
});

async function bundle(entry: string): Promise<Metafile> {
  const { metafile } = await build({
    ...{
      absWorkingDir: ROOT,
      entryPoints: [entry],
      outdir: mkdtempSync(join(folder, 'dist-')),
      metafile: true,
      logLevel: 'error',
    },
    ...{ bundle: true, splitting: true, format: 'esm', platform: 'node', target: 'node20', minify: true },
    plugins: [packRanks],
  });
  return metafile;
}

async function load(entry: string): Promise<unknown> {
  const { outputs } = await bundle(entry);
  const [path = ''] = Object.keys(outputs).filter((output) => outputs[output]?.entryPoint !== undefined);
  return import(pathToFileURL(join(ROOT, path)).href);
}

function holdsRanks(outputs: Metafile['outputs'], path: string): boolean {
  return Object.keys(outputs[path]?.inputs ?? {}).some((input) => input.includes('bpeRanks'));
}
