import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../icon.ts';
import { strings } from '../strings.ts';

interface SearchBox {
  typed(text: string): void;
  clear(): void;
}

/** Where words are typed that titles and texts must hold. */
export function searchBox(text: string, { typed, clear }: SearchBox): TemplateResult {
  return html`<div class="history-search">
    ${icon('search')}
    <input
      type="text"
      role="searchbox"
      placeholder=${strings.searchChats}
      aria-label=${strings.searchChats}
      spellcheck="false"
      .value=${text}
      @input=${(event: Event) => typed((event.target as HTMLInputElement).value)}
    />
    ${
      text === ''
        ? nothing
        : html`<button
            type="button"
            class="icon-button"
            aria-label=${strings.clearSearch}
            title=${strings.clearSearch}
            @click=${clear}
          >
            ${icon('close')}
          </button>`
    }
  </div>`;
}
