import type { RequestContext } from '../../core/chat/requestContext.ts';
import type { Chip } from '../../protocol/panelState.ts';

/** What was read of a piece: what would be sent and a line on it for the tooltip, or why it cannot be sent. */
export type Gathered = { readonly context: RequestContext; readonly detail?: string } | { readonly problem: string };

/** A piece of context that was attached by hand: a chip now, read when it is counted and again when it is sent. */
export interface Piece {
  readonly chip: Chip;
  gather(signal: AbortSignal): Promise<Gathered>;
}

/** A piece that stays as it was when it was attached. */
export function fixedPiece(chip: Chip, context: RequestContext): Piece {
  return { chip, gather: async () => ({ context }) };
}
