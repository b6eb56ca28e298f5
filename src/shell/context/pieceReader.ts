import type { Chip } from '../../protocol/panelState.ts';
import type { Attachment } from './editorContext.ts';
import type { Gathered, Piece } from './piece.ts';

/** How long what was read for counting is still good for counting. */
const FRESH_MS = 4000;

/** Reads pieces: for counting from what was read a moment ago, for sending anew. */
export class PieceReader {
  readonly #read = new WeakMap<Piece, { readonly at: number; readonly gathered: Promise<Gathered> }>();

  /** What a piece is, as far as it may be a few seconds old. */
  count(piece: Piece, signal: AbortSignal): Promise<Gathered> {
    const known = this.#read.get(piece);
    if (known !== undefined && Date.now() - known.at < FRESH_MS) return known.gathered;
    const gathered = piece.gather(signal);
    this.#read.set(piece, { at: Date.now(), gathered });
    // A reading that was stopped says nothing.
    signal.addEventListener('abort', () => this.#read.delete(piece), { once: true });
    gathered.catch(() => this.#read.delete(piece));
    return gathered;
  }
}

/** The pieces as they are sent: what cannot be read goes along as its chip, which says why, without content. */
export async function readPieces(pieces: readonly Piece[], signal: AbortSignal): Promise<Attachment[]> {
  return Promise.all(
    pieces.map(async (piece) => {
      const gathered = await piece.gather(signal);
      return { chip: chipWith(piece.chip, gathered), context: 'problem' in gathered ? {} : gathered.context };
    }),
  );
}

/** A chip with what reading its piece told. */
export function chipWith(chip: Chip, gathered: Gathered | undefined): Chip {
  if (gathered === undefined) return chip;
  if ('problem' in gathered) return { ...chip, problem: gathered.problem };
  return gathered.detail === undefined ? chip : { ...chip, detail: gathered.detail };
}
