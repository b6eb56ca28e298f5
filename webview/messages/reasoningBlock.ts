import { html, nothing, type TemplateResult } from 'lit';
import type { Answer } from '../../src/protocol/answer.ts';
import { icon } from '../icon.ts';
import { strings } from '../strings.ts';

/** The model's reasoning, folded; its text is only drawn while it is open. */
export function reasoningBlock(
  answer: Answer,
  open: boolean,
  onToggle: (open: boolean) => void,
): TemplateResult | typeof nothing {
  if (answer.reasoning === '') return nothing;
  const thinking = answer.status === 'streaming' && answer.text === '';
  return html`<details
    class="reasoning"
    .open=${open}
    @toggle=${(event: Event) => onToggle((event.target as HTMLDetailsElement).open)}
  >
    <summary>${icon('chevronRight')}<span>${thinking ? strings.thinking : strings.reasoning}</span></summary>
    ${open ? html`<div class="reasoning-text">${answer.reasoning}</div>` : nothing}
  </details>`;
}
