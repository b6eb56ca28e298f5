import type { RequestContext } from '../../core/chat/requestContext.ts';
import type { Chip } from '../../protocol/panelState.ts';
import type { QueuedMessage } from '../chat/turns.ts';
import { keptContext } from './keptContexts.ts';
import { fixedPiece, type Piece } from './piece.ts';

/**
 * What a message carries as pieces that stay as they were. Where it is not known any more which chip stands for what, as
 * after a reload, they come as one, so that taking it away takes away all of it.
 */
export function piecesOfMessage({ id, chips, context }: QueuedMessage): Piece[] {
  const sent = chips.filter(({ problem }) => problem === undefined);
  const pieces = sent.flatMap((chip) => {
    const own = keptContext(chip);
    return own === undefined ? [] : [fixedPiece(chip, own)];
  });
  const { command: _, ...whole } = context as RequestContext;
  const together = pieces.length === sent.length ? pieces : [fixedPiece(asOne(`message ${id}`, sent), whole)];
  return [...together, ...chips.flatMap(unreadPiece)];
}

function asOne(id: string, chips: readonly Chip[]): Chip {
  const [first] = chips;
  if (first !== undefined && chips.length === 1) return first;
  const label = chips.map((chip) => chip.label).join(', ');
  return { id, kind: first?.kind ?? 'file', label, detail: chips.map(({ detail }) => detail).join('\n') };
}

/** It could not be read when it was sent, and says so. */
function unreadPiece(chip: Chip): Piece[] {
  const { problem } = chip;
  return problem === undefined ? [] : [{ chip, gather: async () => ({ problem }) }];
}
