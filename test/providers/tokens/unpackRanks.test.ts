import { deflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { unpackRanks } from '../../../src/providers/tokens/unpackRanks.ts';

/** The packed form, written by hand: each token after the bytes by its two halves. */
function packed(halves: readonly (readonly [left: number, right: number])[]): string {
  const left = Array.from({ length: 256 }, (_, byte) => byte);
  const right = left.map(() => 0);
  let before: readonly [number, number] = [0, 0];
  for (const [a, b] of halves) {
    left.push(a - before[0]);
    right.push(a === before[0] ? b - before[1] : b);
    before = [a, b];
  }
  const planes = [left, right].flatMap((column) =>
    [0, 8, 16].map((shift) => column.map((cell) => (cell >> shift) & 255)),
  );
  return deflateRawSync(Buffer.from(planes.flat())).toString('base64');
}

test('tokens are put together from earlier ones, as text where they are whole characters and as bytes where not', async () => {
  const [t, h, e] = [...'the'].map((letter) => letter.charCodeAt(0)) as [number, number, number];
  const ranks = await unpackRanks(
    packed([
      [t, h],
      [256, e],
      [256, 256],
      [0xe4, 0xbd],
      [259, 0xa0],
      [260, 257],
      [0xef, 0xbb],
      [262, 0xbf],
      [263, t],
    ]),
  );
  expect(ranks.slice(256)).toEqual([
    ...['th', 'the', 'thth', [0xe4, 0xbd], '你', '你the', [0xef, 0xbb]],
    // The package looks a byte order mark up as bytes.
    ...[
      [0xef, 0xbb, 0xbf],
      [0xef, 0xbb, 0xbf, t],
    ],
  ]);
  expect([ranks[t], ranks[0xe4], ranks.length]).toEqual(['t', [0xe4], 265]);
});
