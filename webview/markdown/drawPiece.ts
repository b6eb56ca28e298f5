import { frameCodeBlocks } from './codeBlock.ts';
import { continueBlock, wholeMarkdown } from './continueBlock.ts';
import { drawMath } from './drawMath.ts';
import { enrichBlock } from './enrichBlock.ts';
import { fitBlock } from './fitBlock.ts';
import { GrowingCode } from './growingCode.ts';
import { markHidden } from './markHidden.ts';
import type { Continued, Piece } from './piece.ts';
import { renderMarkdown } from './renderMarkdown.ts';
import { sanitizeHtml } from './sanitizeHtml.ts';

/** Draws a closed piece, once and for all, into its place. */
export function drawPiece(place: HTMLElement, piece: Piece): void {
  if (piece.plain) {
    const text = document.createElement('p');
    text.className = 'plain-text';
    text.textContent = piece.markdown;
    markHidden(text);
    place.append(text);
    return;
  }
  if (piece.code === undefined) {
    place.append(renderBlock(piece.markdown, piece.continued));
  } else {
    const code = new GrowingCode(piece.code.language);
    code.grow(piece.code.text);
    code.complete(piece.code.info);
    place.append(code.element);
  }
  enrichBlock(place);
}

/** The nodes of a piece of Markdown, closed or still growing. */
export function renderBlock(markdown: string, continued: Continued | undefined): DocumentFragment {
  const nodes = sanitizeHtml(renderMarkdown(wholeMarkdown(markdown, continued)));
  continueBlock(nodes, continued);
  fitBlock(nodes);
  frameCodeBlocks(nodes);
  drawMath(nodes);
  markHidden(nodes);
  return nodes;
}
