import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { droppedUris, URI_TYPES } from './droppedUris.ts';
import { singleUrl } from './singleUrl.ts';

/** What was dropped: files of the workspace, pages of the web, pictures of the machine. */
export interface Dropped {
  readonly uris: readonly string[];
  readonly pages: readonly string[];
  readonly images: readonly File[];
}

/** While something is dragged over the page, the browser says so several times a second. */
const GONE_MS = 1000;

/**
 * Makes the whole page a place to drop context, and nothing else: text may still be dragged into the field. VS Code gives a
 * webview what is dragged from its explorer only while Shift is held; pictures of the machine come without it, because
 * this takes the event before VS Code does.
 */
export class DropTarget implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #take: (dropped: Dropped) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #over = false;

  constructor(host: ReactiveControllerHost, take: (dropped: Dropped) => void) {
    this.#host = host;
    this.#take = take;
    host.addController(this);
  }

  /** True while something that can be attached is above the page. */
  get over(): boolean {
    return this.#over;
  }

  hostConnected(): void {
    for (const type of ['dragenter', 'dragover'] as const) document.addEventListener(type, this.#onOver);
    document.addEventListener('dragleave', this.#onLeave);
    document.addEventListener('drop', this.#onDrop);
  }

  hostDisconnected(): void {
    for (const type of ['dragenter', 'dragover'] as const) document.removeEventListener(type, this.#onOver);
    document.removeEventListener('dragleave', this.#onLeave);
    document.removeEventListener('drop', this.#onDrop);
    this.#show(false);
  }

  readonly #onOver = (event: DragEvent): void => {
    const data = event.dataTransfer;
    if (data === null) return;
    const attachable = canAttach(data);
    if (!attachable && isTextIntoField(event)) return;
    event.preventDefault();
    data.dropEffect = attachable ? 'copy' : 'none';
    this.#show(attachable);
  };

  readonly #onLeave = (event: DragEvent): void => {
    if (event.relatedTarget === null) this.#show(false);
  };

  readonly #onDrop = (event: DragEvent): void => {
    const data = event.dataTransfer;
    this.#show(false);
    if (data === null || (!canAttach(data) && isTextIntoField(event))) return;
    event.preventDefault();
    const uris = droppedUris(data);
    // The explorer's own files are read by the host, whatever the browser makes of them.
    const images = uris.length > 0 ? [] : [...data.files].filter(({ type }) => type.startsWith('image/'));
    this.#take({
      uris: uris.filter((uri) => singleUrl(uri) === null),
      pages: uris.filter((uri) => singleUrl(uri) !== null),
      images,
    });
  };

  #show(over: boolean): void {
    clearTimeout(this.#timer);
    if (over) this.#timer = setTimeout(() => this.#show(false), GONE_MS);
    if (over === this.#over) return;
    this.#over = over;
    this.#host.requestUpdate();
  }
}

function canAttach(data: DataTransfer): boolean {
  if (URI_TYPES.some((type) => data.types.includes(type))) return true;
  return [...data.items].some(({ kind, type }) => kind === 'file' && type.startsWith('image/'));
}

/** The reader drags words into the field: the browser does that well. */
function isTextIntoField(event: DragEvent): boolean {
  return event.target instanceof HTMLTextAreaElement && event.dataTransfer?.types.includes('text/plain') === true;
}
