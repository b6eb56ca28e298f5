import { expect, test } from 'vitest';
import type { Gathered, Piece } from '../../../src/shell/context/piece.ts';
import { PieceReader, readPieces } from '../../../src/shell/context/pieceReader.ts';

const chip = { id: 'file a', kind: 'file', label: 'a.ts', detail: 'src/a.ts' } as const;

/** A piece that tells how often it was read. */
function counted(gather: () => Promise<Gathered>): Piece & { reads: number } {
  const piece = {
    chip,
    reads: 0,
    gather: () => {
      piece.reads += 1;
      return gather();
    },
  };
  return piece;
}

test('for counting a piece is read once in a while, for sending every time', async () => {
  const piece = counted(async () => ({ context: { selection: 'x' }, detail: 'all of it' }));
  const reader = new PieceReader();
  const first = new AbortController();
  await reader.count(piece, first.signal);
  // The measurement is over: a newer one stops it in vain.
  first.abort();
  await reader.count(piece, new AbortController().signal);
  expect(piece.reads).toBe(1);
  const [sent] = await readPieces([piece], new AbortController().signal);
  expect(piece.reads).toBe(2);
  expect(sent).toEqual({ chip: { ...chip, detail: 'all of it' }, context: { selection: 'x' } });
});

test('a reading that was stopped is begun anew', async () => {
  const piece = counted(() => new Promise((resolve) => setTimeout(() => resolve({ problem: 'Stopped.' }), 20)));
  const reader = new PieceReader();
  const stopped = new AbortController();
  const reading = reader.count(piece, stopped.signal);
  stopped.abort();
  await reading;
  await reader.count(piece, new AbortController().signal);
  expect(piece.reads).toBe(2);
});

test('what cannot be read is sent as a chip that says so, and the message is not lost', async () => {
  const broken = counted(() => Promise.reject(new Error('gone')));
  const missing = counted(async () => ({ problem: 'a.ts cannot be read any more.' }));
  expect(await readPieces([broken, missing], new AbortController().signal)).toEqual([
    { chip: { ...chip, problem: 'a.ts cannot be read.' }, context: {} },
    { chip: { ...chip, problem: 'a.ts cannot be read any more.' }, context: {} },
  ]);
});
