import type { RequestContext } from '../../core/chat/requestContext.ts';
import type { Chip } from '../../protocol/panelState.ts';
import type { QueuedMessage } from '../chat/turns.ts';
import { fixedPiece, type Piece } from './piece.ts';

/**
 * What a message carries as pieces that stay as they were. One that waits since before it was kept which chip stands for
 * what comes as one piece, so that taking it away takes away all of it.
 */
export function piecesOfMessage({ id, chips, context, pieces }: QueuedMessage): Piece[] {
  if (pieces?.length === chips.length) {
    return chips.map((chip, index) => unreadPiece(chip) ?? fixedPiece(chip, pieces[index] as RequestContext));
  }
  const sent = chips.filter(({ problem }) => problem === undefined);
  const { command: _, ...whole } = context as RequestContext;
  const together = sent.length === 0 ? [] : [fixedPiece(asOne(`message ${id}`, sent), whole)];
  return [...together, ...chips.flatMap((chip) => unreadPiece(chip) ?? [])];
}

function asOne(id: string, chips: readonly Chip[]): Chip {
  const label = chips.map((chip) => chip.label).join(', ');
  return { id, kind: chips[0]?.kind ?? 'file', label, detail: chips.map(({ detail }) => detail).join('\n') };
}

/** It could not be read when it was sent, and says so. */
function unreadPiece(chip: Chip): Piece | undefined {
  const { problem } = chip;
  return problem === undefined ? undefined : { chip, gather: async () => ({ problem }) };
}
