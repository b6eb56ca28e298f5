import { html, type TemplateResult } from 'lit';
import type { Chip } from '../../src/protocol/panelState.ts';
import { fillIn } from '../format/fillIn.ts';
import { icon } from '../icon.ts';
import type { PanelContext } from '../panelContext.ts';
import { strings } from '../strings.ts';

/** What will be sent along, always in sight before sending, each removable; without any, a way to add it. */
export function composerChips(chips: readonly Chip[], host: PanelContext['host']): TemplateResult {
  if (chips.length === 0) {
    return html`<div class="chips">
      <button type="button" class="chip add-chip" title=${strings.addContextHint} @click=${() => host.send('chip/add', {})}>
        ${icon('add')}<span class="chip-label">${strings.addContext}</span>
      </button>
    </div>`;
  }
  return html`<ul class="chips" aria-label=${strings.contextSent}>
    ${chips.map((chip) => removableChip(chip, () => host.send('chip/remove', { id: chip.id })))}
  </ul>`;
}

function removableChip({ kind, label, detail }: Chip, remove: () => void): TemplateResult {
  const removeLabel = fillIn(strings.removeContext, label);
  return html`<li class="chip" title=${detail}>
    ${icon(kind)}<span class="chip-label">${label}</span
    ><button type="button" class="chip-remove" aria-label=${removeLabel} title=${removeLabel} @click=${remove}>
      ${icon('close')}
    </button>
  </li>`;
}
