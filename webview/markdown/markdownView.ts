import { BlockStream } from './blockStream.ts';
import { frameCodeBlocks, openCodeBlock } from './codeBlock.ts';
import { drawMath } from './drawMath.ts';
import { enrichBlock } from './enrichBlock.ts';
import { fitBlock } from './fitBlock.ts';
import { openFence } from './openFence.ts';
import { renderMarkdown } from './renderMarkdown.ts';
import { sanitizeHtml } from './sanitizeHtml.ts';

/**
 * Draws a growing Markdown text into an element: a closed block is drawn once and its nodes are never touched again, only
 * the tail is drawn anew. Code is coloured once its block is closed.
 */
export class MarkdownView {
  readonly #root: HTMLElement;
  #stream = new BlockStream();
  #tail = block();
  #drawn: string | undefined;
  #openCode: { readonly language: string; readonly text: Text } | undefined;

  constructor(root: HTMLElement) {
    this.#root = root;
    root.replaceChildren(this.#tail);
  }

  /** Shows the text; `complete` says that no more will come. */
  update(source: string, complete: boolean): void {
    const { restarted, added, tail } = this.#stream.update(source);
    if (restarted) this.#root.replaceChildren(this.#tail);
    for (const markdown of added) {
      const closed = closedBlock(markdown);
      this.#tail.before(closed);
      enrichBlock(closed);
    }
    if (complete) this.#finish(tail);
    else if (tail !== this.#drawn) this.#drawTail(tail);
  }

  #drawTail(tail: string): void {
    this.#drawn = tail;
    const fence = openFence(tail);
    if (fence === null) {
      this.#openCode = undefined;
      this.#tail.replaceChildren(renderBlock(tail));
      return;
    }
    if (this.#openCode?.language !== fence.language) {
      const { frame, text } = openCodeBlock(fence.language);
      this.#openCode = { language: fence.language, text };
      this.#tail.replaceChildren(frame.firstElementChild ?? frame);
    }
    growText(this.#openCode?.text, fence.code);
  }

  #finish(tail: string): void {
    this.#drawn = undefined;
    this.#openCode = undefined;
    this.#tail.replaceChildren(renderBlock(tail));
    enrichBlock(this.#tail);
  }
}

function closedBlock(markdown: string): HTMLElement {
  const element = block();
  element.append(renderBlock(markdown));
  return element;
}

function renderBlock(markdown: string): DocumentFragment {
  const nodes = sanitizeHtml(renderMarkdown(markdown));
  fitBlock(nodes);
  frameCodeBlocks(nodes);
  drawMath(nodes);
  return nodes;
}

/** Appends where it can: a selection inside the text survives, and long code costs only what is new. */
function growText(node: Text | undefined, text: string): void {
  if (node === undefined) return;
  if (text.startsWith(node.data)) node.appendData(text.slice(node.length));
  else node.data = text;
}

function block(): HTMLElement {
  const element = document.createElement('div');
  element.className = 'block';
  return element;
}
