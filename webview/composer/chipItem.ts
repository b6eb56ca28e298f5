import { html, nothing, type TemplateResult } from 'lit';
import type { Chip } from '../../src/protocol/panelState.ts';
import { fillIn } from '../format/fillIn.ts';
import { formatTokens } from '../format/formatTokens.ts';
import { withHiddenShown } from '../format/withHiddenShown.ts';
import { icon } from '../icon.ts';
import { strings } from '../strings.ts';
import { splitLabel } from './splitLabel.ts';

interface Place {
  /** Whether the Tab key comes here. */
  readonly isCurrent: boolean;
  readonly remove: () => void;
}

/** One piece of context before it is sent: what it is, how much it takes, why it is left out, and how to take it away. */
export function chipItem(chip: Chip, { isCurrent, remove }: Place): TemplateResult {
  const { problem } = chip;
  const label = withHiddenShown(chip.label);
  const removeLabel = fillIn(strings.removeContext, label);
  const [start, end] = splitLabel(label);
  return html`<li
    class="chip ${problem === undefined ? '' : 'chip-problem'}"
    tabindex=${isCurrent ? '0' : '-1'}
    title=${tooltip(chip)}
    aria-keyshortcuts="Delete"
  >
    ${picture(chip)}<span class="chip-label"><span class="chip-start">${start}</span><span>${end}</span></span>${
      problem === undefined
        ? tokens(chip.tokens)
        : html`<span class="visually-hidden">${fillIn(strings.chipLeftOut, withHiddenShown(problem))}</span>`
    }<button
      type="button"
      class="chip-remove"
      tabindex="-1"
      aria-label=${removeLabel}
      title=${removeLabel}
      @click=${remove}
    >
      ${icon('close')}
    </button>
  </li>`;
}

function picture({ kind, thumbnail, problem }: Chip): TemplateResult {
  if (problem !== undefined) return icon('warning');
  if (thumbnail?.startsWith('data:image/')) return html`<img class="chip-thumbnail" src=${thumbnail} alt="" />`;
  return icon(kind);
}

function tokens(count: number | undefined): TemplateResult {
  if (count !== undefined) {
    return html`<span class="chip-tokens">${fillIn(strings.chipTokens, formatTokens(count))}</span>`;
  }
  return html`<span class="chip-tokens" aria-hidden="true">…</span
    ><span class="visually-hidden">${strings.chipCounting}</span>`;
}

function tooltip({ detail, tokens: count, problem }: Chip): string {
  const size = count === undefined ? nothing : fillIn(strings.chipTokens, formatTokens(count));
  const parts = [detail, problem ?? size].filter((part) => typeof part === 'string' && part !== '');
  return withHiddenShown(parts.join('\n'));
}
