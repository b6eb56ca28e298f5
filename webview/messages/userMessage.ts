import { html, nothing, type TemplateResult } from 'lit';
import type { Chip } from '../../src/protocol/panelState.ts';
import { withHiddenShown } from '../format/withHiddenShown.ts';
import { icon } from '../icon.ts';
import { withMarks } from '../markdown/markHidden.ts';
import { strings } from '../strings.ts';

/** Longer words scroll in their frame, which the keys must reach. */
const LONG = 200;

/** What the reader asked, as it was typed, with the context that went along; without words only that. */
export function userMessage(text: string | null, chips: readonly Chip[]): TemplateResult {
  return html`${
    text === null
      ? nothing
      : html`<h2 class="visually-hidden">${strings.you}</h2>
          <div class="user-text" tabindex=${text.length > LONG ? 0 : nothing}>${withMarks(text)}</div>`
  }
  ${chips.length === 0 ? nothing : html`<div class="chips">${chips.map(sentChip)}</div>`}`;
}

function sentChip({ kind, label, detail }: Chip): TemplateResult {
  const [name, more] = [label, detail].map(withHiddenShown);
  return html`<span class="chip" title=${more}>${icon(kind)}<span class="chip-label">${name}</span></span>`;
}
