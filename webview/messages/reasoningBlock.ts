import { html, nothing, type TemplateResult } from 'lit';
import type { Answer } from '../../src/protocol/answer.ts';
import { fillIn } from '../format/fillIn.ts';
import { formatCount } from '../format/formatCount.ts';
import { formatDuration } from '../format/formatDuration.ts';
import { icon } from '../icon.ts';
import { strings } from '../strings.ts';
import './elapsedElement.ts';

/** The model's reasoning, folded, with how long it took and how much it is; its text is only drawn while it is open. */
export function reasoningBlock(
  answer: Answer,
  open: boolean,
  onToggle: (open: boolean) => void,
): TemplateResult | typeof nothing {
  if (answer.reasoning === '') return nothing;
  return html`<details
    class="reasoning"
    .open=${open}
    @toggle=${(event: Event) => onToggle((event.target as HTMLDetailsElement).open)}
  >
    <summary>${icon('chevronRight')}<span>${summary(answer)}</span></summary>
    ${open ? html`<div class="reasoning-text" tabindex="0">${answer.reasoning}</div>` : nothing}
  </details>`;
}

function summary(answer: Answer): string | TemplateResult {
  const { status, text, reasoningAt } = answer;
  if (status !== 'streaming' || text !== '') return reasoningSummary(answer);
  return reasoningAt === undefined
    ? strings.thinking
    : html`<switchyard-elapsed .since=${reasoningAt} .template=${strings.thinkingFor}></switchyard-elapsed>`;
}

/** `Thought for 12 s · 1,234 tokens`: tokens where the provider counted them, else characters. */
export function reasoningSummary({ reasoning, reasoningMs, done }: Answer): string {
  const took = reasoningMs === undefined ? strings.reasoning : fillIn(strings.thoughtFor, formatDuration(reasoningMs));
  const tokens = done?.usage.reasoningTokens ?? 0;
  const length =
    tokens > 0
      ? fillIn(strings.reasoningTokens, formatCount(tokens))
      : fillIn(strings.reasoningCharacters, formatCount(reasoning.length));
  return `${took} · ${length}`;
}
