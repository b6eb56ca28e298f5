import { html, nothing, type TemplateResult } from 'lit';
import type { Answer } from '../../src/protocol/answer.ts';
import { countChangedFiles } from '../../src/protocol/blockFiles.ts';
import { fillIn } from '../format/fillIn.ts';
import { icon } from '../icon.ts';
import { strings } from '../strings.ts';

/** Answers are replaced, never changed: each is counted once, however often it is drawn. */
const COUNTS = new WeakMap<Answer, number>();

/** Where an answer changes two files or more: one button that compares them all. */
export function reviewFilesButton(answer: Answer, run: () => void): TemplateResult | typeof nothing {
  const count = COUNTS.get(answer) ?? countChangedFiles(answer.text);
  COUNTS.set(answer, count);
  if (count < 2) return nothing;
  return html`<button type="button" class="review-files" @click=${run}>
    ${icon('diff')}<span>${fillIn(strings.reviewFiles, count)}</span>
  </button>`;
}
