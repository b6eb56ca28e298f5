import { html, type TemplateResult } from 'lit';
import { strings } from '../strings.ts';

/** What a reader sees before the first question: three to start with, put into the composer by a click. */
export function readyView(fillComposer: (text: string) => void): TemplateResult {
  const examples = [strings.example_explain, strings.example_tests, strings.example_review];
  return html`<div class="welcome">
    <h1>${strings.readyTitle}</h1>
    <p>${strings.readyText}</p>
    <ul class="examples">
      ${examples.map(
        (text) =>
          html`<li><button type="button" class="example" @click=${() => fillComposer(text)}>${text}</button></li>`,
      )}
    </ul>
  </div>`;
}
