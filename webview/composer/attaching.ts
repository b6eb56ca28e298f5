import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { PanelContext } from '../panelContext.ts';
import { type Dropped, DropTarget } from './dropTarget.ts';
import { pasted } from './pasted.ts';
import type { sendImages } from './sendImages.ts';

/** What is attached by pasting and dropping, and what the composer says about it. */
export class Attaching implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #context: () => PanelContext;
  readonly #drop: DropTarget;
  #sending = Promise.resolve();
  /** The address that was just pasted, while its page is offered. */
  page: string | null = null;
  /** What could not be attached, in a sentence. */
  notice: string | null = null;

  /** `attached` gives the focus back after a drop. */
  constructor(host: ReactiveControllerHost, context: () => PanelContext, attached: () => void) {
    this.#host = host;
    this.#context = context;
    this.#drop = new DropTarget(host, (dropped) => {
      this.#dropped(dropped);
      attached();
    });
    host.addController(this);
  }

  /** True while something that can be attached is above the page. */
  get over(): boolean {
    return this.#drop.over;
  }

  hostDisconnected(): void {
    this.forget();
  }

  /** Pictures become chips, text goes into the field by itself, and the page behind an address is offered. */
  readonly paste = (event: ClipboardEvent): void => {
    const { images, url } = pasted(event.clipboardData);
    this.#show({ page: url, notice: null });
    if (images.length === 0) return;
    event.preventDefault();
    this.#send(images);
  };

  readonly dismissPage = (): void => this.#show({ page: null, notice: this.notice });

  /** The text changed, by pasting the address itself or in a way that makes the offer old. */
  typed(inputType: string): void {
    this.#show({ page: inputType === 'insertFromPaste' ? this.page : null, notice: null });
  }

  forget(): void {
    this.#show({ page: null, notice: null });
  }

  #dropped({ uris, pages, images }: Dropped): void {
    const { host } = this.#context();
    if (uris.length > 0) host.send('context/drop', { uris: [...uris] });
    for (const url of pages) host.send('context/url', { url });
    this.#send(images.map((file) => ({ file, name: file.name })));
  }

  /** One after the other, so that the chips come in the order of the pictures. */
  #send(images: Parameters<typeof sendImages>[0]): void {
    this.#sending = this.#sending.then(async () => {
      if (images.length === 0) return;
      const late = await import('./sendImages.ts');
      const notice = await late.sendImages(images, this.#context().host);
      if (notice !== null) this.#show({ page: this.page, notice });
    });
  }

  #show({ page, notice }: { page: string | null; notice: string | null }): void {
    if (page === this.page && notice === this.notice) return;
    this.page = page;
    this.notice = notice;
    this.#host.requestUpdate();
  }
}
