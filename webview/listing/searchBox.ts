import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../icon.ts';
import { strings } from '../lateStrings.ts';

interface SearchBox {
  typed(text: string): void;
  clear(): void;
}

/** Where words are typed that what is listed must hold; `label` says what that is. */
export function searchBox(label: string, text: string, { typed, clear }: SearchBox): TemplateResult {
  return html`<div class="history-search">
    ${icon('search')}
    <input
      type="text"
      role="searchbox"
      placeholder=${label}
      aria-label=${label}
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
            @click=${() => clear()}
          >
            ${icon('close')}
          </button>`
    }
  </div>`;
}
