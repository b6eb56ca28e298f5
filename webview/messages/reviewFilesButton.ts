import { html, nothing, type TemplateResult } from 'lit';
import { countChangedFiles } from '../../src/protocol/blockFiles.ts';
import { fillIn } from '../format/fillIn.ts';
import { icon } from '../icon.ts';
import { strings } from '../strings.ts';

/** Where an answer changes two files or more: one button that compares them all. */
export function reviewFilesButton(text: string, run: () => void): TemplateResult | typeof nothing {
  const count = countChangedFiles(text);
  if (count < 2) return nothing;
  return html`<button type="button" class="review-files" @click=${run}>
    ${icon('diff')}<span>${fillIn(strings.reviewFiles, count)}</span>
  </button>`;
}
