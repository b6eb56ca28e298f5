import { html, type TemplateResult } from 'lit';
import type { Completion } from '../../src/protocol/messages/contextMessages.ts';
import { withHiddenShown } from '../format/withHiddenShown.ts';
import { icon } from '../icon.ts';
import { strings } from '../strings.ts';
import type { Completions } from './completions.ts';
import { matchLetters } from './matchLetters.ts';

/** The id of the list, for the field that it completes. */
export const COMPLETIONS_ID = 'composer-completions';

/** The id of one row of it. */
export function completionId(index: number): string {
  return `${COMPLETIONS_ID}-${index}`;
}

/** The list above the composer: it never takes the focus from the field. */
export function completionList(
  shown: NonNullable<Completions['shown']>,
  take: (index: number) => void,
): TemplateResult {
  const { token, items, active } = shown;
  return html`<ul
    id=${COMPLETIONS_ID}
    class="completions"
    role="listbox"
    aria-label=${token.trigger === '/' ? strings.completionsTasks : strings.completionsContext}
    @mousedown=${(event: Event) => event.preventDefault()}
  >
    ${items.map((item, index) => row(item, index, { query: token.query, isActive: index === active, take }))}
  </ul>`;
}

interface Row {
  readonly query: string;
  readonly isActive: boolean;
  readonly take: (index: number) => void;
}

function row(completion: Completion, index: number, { query, isActive, take }: Row): TemplateResult {
  const [label = '', detail = ''] = [completion.label, completion.detail].map(withHiddenShown);
  const parts = matchLetters(label, query) ?? [{ text: label, matched: false }];
  return html`<li
    id=${completionId(index)}
    class="completion"
    role="option"
    aria-selected=${isActive ? 'true' : 'false'}
    title=${detail}
    @click=${() => take(index)}
  >
    ${icon(completion.icon)}<span class="completion-label"
      >${parts.map(({ text, matched }) => (matched ? html`<b>${text}</b>` : text))}</span
    ><span class="completion-detail">${detail}</span>
  </li>`;
}
