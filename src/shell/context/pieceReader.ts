import { say } from '../../core/words.ts';
import type { Chip } from '../../protocol/panelState.ts';
import type { Attachment } from './editorContext.ts';
import type { Gathered, Piece } from './piece.ts';

/** How long what was read for counting is still good for counting. */
const FRESH_MS = 15_000;

/** Reads pieces: for counting from what was read a moment ago, for sending anew. */
export class PieceReader {
  readonly #read = new WeakMap<Piece, { readonly at: number; readonly gathered: Promise<Gathered> }>();

  /** What a piece is, as far as it may be a few seconds old. */
  count(piece: Piece, signal: AbortSignal): Promise<Gathered> {
    const known = this.#read.get(piece);
    if (known !== undefined && Date.now() - known.at < FRESH_MS) return known.gathered;
    let isOver = false;
    const gathered = readNow(piece, signal).finally(() => {
      isOver = true;
    });
    this.#read.set(piece, { at: Date.now(), gathered });
    // A reading that was stopped says nothing.
    signal.addEventListener('abort', () => isOver || this.#read.delete(piece), { once: true });
    return gathered;
  }
}

/** The pieces as they are sent: what cannot be read goes along as its chip, which says why, without content. */
export async function readPieces(pieces: readonly Piece[], signal: AbortSignal): Promise<Attachment[]> {
  return Promise.all(
    pieces.map(async (piece) => {
      const gathered = await readNow(piece, signal);
      return { chip: chipWith(piece.chip, gathered), context: 'problem' in gathered ? {} : gathered.context };
    }),
  );
}

/** Whatever goes wrong while a piece is read is no reason to lose the message it belongs to. */
async function readNow(piece: Piece, signal: AbortSignal): Promise<Gathered> {
  try {
    return await piece.gather(signal);
  } catch {
    return { problem: say('{0} cannot be read.', piece.chip.label) };
  }
}

/** A chip with what reading its piece told. */
export function chipWith(chip: Chip, gathered: Gathered | undefined): Chip {
  if (gathered === undefined) return chip;
  if ('problem' in gathered) return { ...chip, problem: gathered.problem };
  return gathered.detail === undefined ? chip : { ...chip, detail: gathered.detail };
}
