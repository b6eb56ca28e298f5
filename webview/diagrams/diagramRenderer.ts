import { DiagramFrame } from './diagramFrame.ts';
import { diagramLook } from './diagramLook.ts';
import type { Drawn } from './diagramMessages.ts';

/** Longer texts are no diagrams that anybody reads. */
const LONGEST = 30_000;
const DRAWS_WITHIN_MS = 20_000;
/** The frame holds some megabytes: it goes when no diagram came for so long. */
const IDLE_MS = 20_000;

/** Draws diagrams one after the other in a sandboxed frame, which is there only while it is needed. */
export class DiagramRenderer {
  #frame: Promise<DiagramFrame> | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #count = 0;
  #idle: ReturnType<typeof setTimeout> | undefined;

  /** The picture in the colours of this moment, or why there is none; never rejects. */
  draw(source: string): Promise<Drawn> {
    const id = ++this.#count;
    const drawn = this.#last.then(() => this.#draw(id, source));
    this.#last = drawn;
    return drawn;
  }

  async #draw(id: number, source: string): Promise<Drawn> {
    if (source.length > LONGEST) return { outcome: 'broken', id, reason: 'too long' };
    clearTimeout(this.#idle);
    try {
      this.#frame ??= DiagramFrame.open();
      const frame = await this.#frame;
      const drawn = await frame.draw({ id, source, look: diagramLook() }, DRAWS_WITHIN_MS);
      this.#idle = setTimeout(() => this.#close(), IDLE_MS);
      return drawn;
    } catch (error) {
      this.#close();
      return { outcome: 'broken', id, reason: error instanceof Error ? error.message : '' };
    }
  }

  #close(): void {
    this.#frame?.then(
      (frame) => frame.close(),
      () => undefined,
    );
    this.#frame = undefined;
  }
}
