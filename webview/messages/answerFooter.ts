import { html, nothing, type TemplateResult } from 'lit';
import type { Answer } from '../../src/protocol/answer.ts';
import { isCut } from '../../src/protocol/isCut.ts';
import type { PanelMessage } from '../../src/protocol/panelState.ts';
import { fillIn } from '../format/fillIn.ts';
import { formatAgo } from '../format/formatAgo.ts';
import { icon } from '../icon.ts';
import { iconButton } from '../iconButton.ts';
import type { PanelContext } from '../panelContext.ts';
import { strings } from '../strings.ts';
import { bringIntoComposer } from './bringIntoComposer.ts';
import './copyButton.ts';
import { quotedLines, selectedIn } from './quotedLines.ts';
import { reviewFilesButton } from './reviewFilesButton.ts';
import { versionPager } from './versionPager.ts';
import './voteElement.ts';

interface Surroundings {
  readonly context: PanelContext;
  /** Where the answer stands in the page. */
  readonly element: HTMLElement;
  readonly isLast: boolean;
}

type AnswerMessage = Extract<PanelMessage, { role: 'assistant' }>;

/**
 * Below an answer that is over: how it ended if not in full, the way to go on, and what its reader can do with it; after a
 * failure the problem card has the way to try again.
 */
export function answerFooter(message: AnswerMessage, surroundings: Surroundings): TemplateResult {
  const { id, answer, beside = false } = message;
  const { context, element, isLast } = surroundings;
  const { host } = context;
  const note = endingNote(answer);
  const continues = (isLast || beside) && isCut(answer);
  return html`
    ${note === undefined ? nothing : html`<div class="ending-note">${icon('info')}<span>${note}</span></div>`}
    ${reviewFilesButton(answer, () => host.send('code/applyAll', { messageId: id }))}
    <div class="answer-ways when-idle">
      ${continues ? wayOn(strings.continueAnswer, () => host.send('message/continue', { messageId: id })) : nothing}
      ${beside ? wayOn(strings.continueWith, () => host.send('message/choose', { messageId: id })) : nothing}
    </div>
    <div class="answer-footer message-actions" @mousedown=${keepSelection}>
      ${answer.text === '' ? nothing : textActions(message, context, element)}
      ${beside ? nothing : askAgain(id, answer, host)}
      ${
        answer.text === ''
          ? nothing
          : html`<switchyard-vote
              .feedback=${message.feedback}
              .vote=${(feedback: AnswerMessage['feedback'] | null) =>
                host.send('message/vote', { messageId: id, feedback: feedback ?? null })}
            ></switchyard-vote>`
      }
      ${iconButton({
        icon: 'trash',
        label: strings.delete,
        kind: 'when-idle',
        run: () => host.send('message/delete', { messageId: id }),
      })}
      ${beside ? nothing : versionPager(id, message.siblings, host)}
    </div>
  `;
}

function textActions({ id, answer }: AnswerMessage, { host }: PanelContext, element: HTMLElement): TemplateResult {
  const copy = () => host.send('text/copy', { text: answer.text, messageId: id });
  const quote = () => {
    const drawn = element.querySelector('switchyard-markdown') ?? element;
    bringIntoComposer(element, quotedLines(selectedIn(drawn, answer.text)));
  };
  return html`<switchyard-copy .label=${strings.copyAnswer} .copy=${copy}></switchyard-copy>
    ${iconButton({ icon: 'quote', label: strings.quote, run: quote })}`;
}

function askAgain(messageId: string, answer: Answer, host: PanelContext['host']): TemplateResult | typeof nothing {
  if (answer.status === 'failed' || answer.problem !== undefined) return nothing;
  const kind = 'when-idle';
  const again = () => host.send('chat/regenerate', { messageId });
  const withAnother = () => host.send('chat/regenerateWith', { messageId });
  return html`${iconButton({ icon: 'refresh', label: strings.regenerate, kind, run: again })}
  ${answer.text === '' ? nothing : iconButton({ icon: 'sideBySide', label: strings.regenerateWith, kind, run: withAnother })}`;
}

function wayOn(label: string, run: () => void): TemplateResult {
  return html`<vscode-button appearance="secondary" @click=${run}>${label}</vscode-button>`;
}

/** A click on a button must not take away what is selected and meant; fields are clicked to write in them. */
function keepSelection(event: Event): void {
  if (!(event.target instanceof HTMLInputElement)) event.preventDefault();
}

/** Why the answer is not a whole one, or nothing where it is; of a problem its card tells. */
export function endingNote({ status, done, text, attempts }: Answer): string | undefined {
  if (status === 'stopped') return strings.stopped;
  if (status === 'interrupted') return strings.interrupted;
  if (status !== 'done' || done === undefined) return undefined;
  if (done.guard?.output.type === 'unsafe') {
    return fillIn(strings.guardWarned, done.guard.output.categories.join(', '));
  }
  if (done.remark !== undefined) return done.remark;
  if (done.answeredAt !== undefined) {
    const note = attempts.length > 0 ? strings.earlierAsLastResort : strings.earlierAnswer;
    return fillIn(note, formatAgo(done.answeredAt, Date.now(), document.documentElement.lang || undefined));
  }
  if (done.finishReason === 'length') return strings.cutAtLimit;
  if (done.finishReason === 'toolCalls') return strings.toolCalls;
  return text === '' && done.finishReason === 'stop' ? strings.emptyAnswer : undefined;
}
