import { html, LitElement, nothing, type TemplateResult } from 'lit';
import './composer/composerElement.ts';
import type { ComposerElement } from './composer/composerElement.ts';
import { composerKey } from './composer/composerKey.ts';
import { linkOf } from './linkOf.ts';
import { copyCodeOf } from './markdown/copyCodeOf.ts';
import { runCodeAction } from './markdown/runCodeAction.ts';
import './messages/asideElement.ts';
import { BRING } from './messages/bringIntoComposer.ts';
import './messages/messageListElement.ts';
import type { PanelContext } from './panelContext.ts';
import { PlaceLinks } from './places/placeLinks.ts';
import { screen } from './screen.ts';
import { Selected } from './state/selected.ts';
import type { ViewState } from './state/viewState.ts';
import { strings } from './strings.ts';
import './welcome/setupElement.ts';
import { aboutOf, readyView } from './welcome/readyView.ts';

type Main = 'loading' | 'setup' | 'ready' | 'conversation';

/** `<switchyard-panel>`: which of setting up, first hints and conversation is shown, and what holds everywhere in it. */
export class PanelElement extends LitElement {
  static override properties = { context: { attribute: false } };
  declare context: PanelContext;
  /** Hears what the host knows of the places that answers name. */
  readonly places = new PlaceLinks(this, (method, params) => this.context.host.send(method, params));
  readonly #main = new Selected(this, () => this.context.store, mainOf);
  readonly #screen = new Selected(
    this,
    () => this.context.store,
    (state) => state.screen,
  );
  readonly #announcement = new Selected(
    this,
    () => this.context.store,
    (state) => state.announcement,
  );

  /** What the first screen draws; its other parts are of no concern to it. */
  readonly #about = new Selected(
    this,
    () => this.context.store,
    (state) => aboutOf(state.composer),
  );
  readonly #models = new Selected(
    this,
    () => this.context.store,
    (state) => state.composer.models,
  );
  readonly #busy = new Selected(
    this,
    () => this.context.store,
    (state) => state.composer.busy,
  );

  constructor() {
    super();
    this.addEventListener('click', this.#onClick);
    this.addEventListener('auxclick', this.#onClick);
    this.addEventListener(BRING, (event) => {
      this.querySelector<ComposerElement>('switchyard-composer')?.bring((event as CustomEvent<string>).detail);
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('keydown', this.#onKey);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.#onKey);
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  /** The composer has one place in one template, so that it keeps its focus when the first question is sent. */
  protected override render(): TemplateResult | typeof nothing {
    const main = this.#main.value;
    const { text, count } = this.#announcement.value;
    this.classList.toggle('busy', this.#busy.value);
    if (main === 'loading') return nothing;
    const over = this.#screen.value;
    this.classList.toggle('shows-screen', over !== null);
    return html`${screen(over, this.context, () => this.requestUpdate())}${this.#view(main)}
      <switchyard-aside .context=${this.context}></switchyard-aside>
      ${main === 'setup' ? nothing : html`<switchyard-composer .context=${this.context}></switchyard-composer>`}
      <div class="visually-hidden" role="status">${text}${count % 2 === 0 ? '' : '\u00a0'}</div>`;
  }

  #view(main: Exclude<Main, 'loading'>): TemplateResult {
    switch (main) {
      case 'setup':
        return html`<switchyard-setup .context=${this.context}></switchyard-setup>`;
      case 'ready':
        return readyView(this.#about.value, this.#models.value, (text) =>
          this.querySelector<ComposerElement>('switchyard-composer')?.fill(text),
        );
      case 'conversation':
        return html`<h1 class="visually-hidden">${strings.conversation}</h1>
          <switchyard-messages .context=${this.context}></switchyard-messages>`;
    }
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || composerKey(event) !== 'stop' || !this.context.store.state.composer.busy) return;
    event.preventDefault();
    this.context.host.send('chat/stop', {});
  };

  /** Stopped here, because VS Code's own page would open the link a second time. */
  readonly #onClick = (event: Event): void => {
    if (this.places.follow(event)) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    const href = linkOf(event);
    if (href !== null) {
      event.preventDefault();
      event.stopPropagation();
      if (href !== '') this.context.host.send('link/open', { href });
      return;
    }
    if (runCodeAction(event, this.context.host)) return;
    const copied = copyCodeOf(event);
    if (copied !== null) this.context.host.send('text/copy', copied);
  };
}

function mainOf({ loaded, order, setup }: ViewState): Main {
  if (!loaded) return 'loading';
  if (order.length > 0) return 'conversation';
  return setup.ready ? 'ready' : 'setup';
}

customElements.define('switchyard-panel', PanelElement);
