import { html, nothing, type TemplateResult } from 'lit';
import type { Answer, Problem } from '../../src/protocol/answer.ts';
import { withHiddenShown } from '../format/withHiddenShown.ts';
import { icon } from '../icon.ts';
import type { PanelContext } from '../panelContext.ts';
import { strings } from '../strings.ts';

interface CardSurroundings {
  readonly context: PanelContext;
  readonly messageId: string;
  /** Only the newest failure is told aloud, and only it can be tried again. */
  readonly isLast: boolean;
}

/** What went wrong with a failed or refused answer, with the actions that mend it, the best first. */
export function problemCard(answer: Answer, surroundings: CardSurroundings): TemplateResult | typeof nothing {
  if (answer.status !== 'failed' && answer.problem === undefined) return nothing;
  const { title, detail, actions } = answer.problem ?? unexplained(answer);
  const { isLast } = surroundings;
  const offered = actions.filter(({ action }) => isLast || !action.startsWith('retry'));
  return html`<section class="problem-card" role=${isLast ? 'alert' : nothing}>
    <div class="problem-title">${icon('error')}<strong>${title}</strong></div>
    ${detail === '' ? nothing : html`<p>${withHiddenShown(detail)}</p>`}
    <div class="problem-actions">${offered.map((action, index) => actionButton(action, index, surroundings))}</div>
  </section>`;
}

function actionButton(
  { action, label, provider }: Problem['actions'][number],
  index: number,
  { context, messageId }: CardSurroundings,
): TemplateResult {
  const params = { action, messageId, ...(provider === undefined ? {} : { provider }) };
  return html`<vscode-button
    appearance=${index === 0 ? 'primary' : 'secondary'}
    @click=${() => context.host.send('action/run', params)}
    >${label}</vscode-button
  >`;
}

/** Until the host's words arrive, or where they never do. */
function unexplained(answer: Answer): Problem {
  return {
    title: strings.failedTitle,
    detail: answer.error?.error.message ?? '',
    actions: [{ action: 'retry', label: strings.retry }],
  };
}
