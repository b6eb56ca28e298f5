import { html, nothing, type TemplateResult } from 'lit';
import type { Answer } from '../../src/protocol/answer.ts';
import { icon } from '../icon.ts';
import { iconButton } from '../iconButton.ts';
import { strings } from '../strings.ts';
import './copyButton.ts';
import { reviewFilesButton } from './reviewFilesButton.ts';

interface FooterActions {
  readonly copy: (text: string) => void;
  readonly regenerate: (() => void) | undefined;
  readonly reviewFiles: () => void;
}

/**
 * Below an answer that is over: how it ended if not in full, copy, and regenerate where that may be done; after a failure the
 * problem card has the way to try again.
 */
export function answerFooter(answer: Answer, actions: FooterActions): TemplateResult {
  const { text } = answer;
  const note = endingNote(answer);
  return html`
    ${note === undefined ? nothing : html`<div class="ending-note">${icon('info')}<span>${note}</span></div>`}
    ${reviewFilesButton(text, actions.reviewFiles)}
    <div class="answer-footer">
      ${
        text === ''
          ? nothing
          : html`<switchyard-copy
              .label=${strings.copyAnswer}
              .copy=${() => actions.copy(text)}
            ></switchyard-copy>`
      }
      ${
        actions.regenerate === undefined || answer.status === 'failed' || answer.problem !== undefined
          ? nothing
          : iconButton({ icon: 'refresh', label: strings.regenerate, run: actions.regenerate })
      }
    </div>
  `;
}

/** Why the answer is not a whole one, or nothing where it is; of a problem its card tells. */
export function endingNote({ status, done, text }: Answer): string | undefined {
  if (status === 'stopped') return strings.stopped;
  if (status === 'interrupted') return strings.interrupted;
  if (status !== 'done' || done === undefined) return undefined;
  if (done.finishReason === 'length') return strings.cutAtLimit;
  if (done.finishReason === 'toolCalls') return strings.toolCalls;
  return text === '' && done.finishReason === 'stop' ? strings.emptyAnswer : undefined;
}
