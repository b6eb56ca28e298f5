import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { constants, deflateRawSync } from 'node:zlib';
import type { Plugin } from 'esbuild';
import type { Ranks } from '../src/providers/tokens/unpackRanks.ts';

/** The share of the ranks so far that makes up the next bucket. */
const BUCKET = 1 / 8;
/** The commonest tokens keep their order. */
const EXACT = 4000;

/** By file: several builds of one process pack it once. */
const packed = new Map<string, Promise<string>>();

/**
 * Packs the vocabularies of `gpt-tokenizer`: o200k_base takes 444 KB of a VSIX instead of 1,065 KB, and its chunk unpacks
 * itself when it is loaded. Written as merges it would be 700 KB; the rest is won by forgetting the order of tokens that
 * were almost equally frequent: all but the commonest are sorted within buckets of an eighth of the ranks before. Over 1.2
 * million tokens of code and of forty languages the counts came out 3 in a million higher, in no kind of text by more than
 * 5 in ten thousand; what a vendor adds to a request unasked is more.
 */
export const packRanks: Plugin = {
  name: 'pack-ranks',
  setup({ onLoad }) {
    const unpack = join(import.meta.dirname, '../src/providers/tokens/unpackRanks.ts');
    onLoad({ filter: /gpt-tokenizer[\\/]esm[\\/]bpeRanks[\\/]\w+\.js$/ }, async ({ path }) => {
      const data = packed.get(path) ?? readRanks(path).then(pack);
      packed.set(path, data);
      const contents = `import { unpackRanks } from ${JSON.stringify(unpack)};\nexport default await unpackRanks('${await data}');\n`;
      return { contents, loader: 'js', resolveDir: import.meta.dirname };
    });
  },
};

async function readRanks(path: string): Promise<Ranks> {
  return ((await import(pathToFileURL(path).href)) as { default: Ranks }).default;
}

function pack(ranks: Ranks): string {
  const halves = halve(ranks.map((token) => Buffer.from(token as string).toString('latin1')));
  const place = new Int32Array(ranks.length);
  const left = new Int32Array(ranks.length);
  const right = new Int32Array(ranks.length);
  for (let at = 0; at < 256; at++) {
    place[at] = at;
    left[at] = Buffer.from(ranks[at] as string)[0] ?? 0;
  }
  let before: readonly [number, number] = [0, 0];
  for (let start = 256, at = 256; start < ranks.length; ) {
    const end = Math.min(ranks.length, start + (start < EXACT ? 1 : Math.floor(start * BUCKET)));
    // Made of a token in the same bucket, it must come after that: those are last, in the order of that half.
    const latestHalf = (rank: number): number => {
      const latest = Math.max(...(halves[rank] ?? []));
      return latest < start ? 0 : latest;
    };
    const order = (half: number): number => (half < start ? (place[half] ?? 0) : ranks.length + half);
    const bucket = Array.from({ length: end - start }, (_, i) => start + i).sort((a, b) => {
      const [one, other] = [halves[a] ?? [0, 0], halves[b] ?? [0, 0]];
      const later = latestHalf(a) - latestHalf(b);
      return later || order(one[0]) - order(other[0]) || order(one[1]) - order(other[1]) || a - b;
    });
    for (const [i, rank] of bucket.entries()) place[rank] = at + i;
    for (const rank of bucket) {
      const [a, b] = (halves[rank] ?? [0, 0]).map((half) => place[half] ?? 0) as [number, number];
      left[at] = a - before[0];
      right[at] = a === before[0] ? b - before[1] : b;
      before = [a, b];
      at += 1;
    }
    start = end;
  }
  const columns = Buffer.concat([...planes(left), ...planes(right)]);
  return deflateRawSync(columns, { level: constants.Z_BEST_COMPRESSION }).toString('base64');
}

/** The two earlier tokens that each token after the 256 bytes was merged from. */
function halve(tokens: readonly string[]): (readonly [number, number])[] {
  const rankOf = new Map(tokens.map((token, rank) => [token, rank]));
  return tokens.map((token, rank) => {
    const parts = [...token];
    while (parts.length > 2) {
      let best = rank;
      let at = -1;
      for (let i = 0; i + 1 < parts.length; i++) {
        const merged = rankOf.get(`${parts[i]}${parts[i + 1]}`) ?? rank;
        if (merged < best) [best, at] = [merged, i];
      }
      if (at < 0) throw new Error(`token ${rank} is not made of two earlier ones`);
      parts.splice(at, 2, `${parts[at]}${parts[at + 1]}`);
    }
    return [rankOf.get(parts[0] ?? '') ?? 0, rankOf.get(parts[1] ?? '') ?? 0];
  });
}

function planes(column: Int32Array): Buffer[] {
  return [0, 8, 16].map((shift) => Buffer.from(column.map((value) => (value >> shift) & 0xff)));
}
