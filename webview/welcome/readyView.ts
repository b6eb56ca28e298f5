import { html, type TemplateResult } from 'lit';
import type { ComposerState, ModelChoice } from '../../src/protocol/panelState.ts';
import { fillIn } from '../format/fillIn.ts';
import { strings } from '../strings.ts';

/** More names than these are only counted. */
const MOST_NAMES = 3;

/** What a question could be about now: what the composer would send along. */
export type About = 'selection' | 'file' | 'nothing';

export function aboutOf({ chips }: ComposerState): About {
  const kinds = new Set(chips.map(({ kind, problem }) => problem ?? kind));
  return kinds.has('selection') ? 'selection' : kinds.has('file') ? 'file' : 'nothing';
}

/** Who is ready, in a line, and three questions to start with that fit what is open; a click puts one into the composer. */
export function readyView(
  about: About,
  models: readonly ModelChoice[],
  fillComposer: (text: string) => void,
): TemplateResult {
  const examples = [strings[`${about}_1`], strings[`${about}_2`], strings[`${about}_3`]];
  return html`<div class="welcome">
    <h1>${strings.readyTitle}</h1>
    <p class="ready-line">${readyLine(models)}</p>
    <p>${strings[`ready_${about}`]}</p>
    <ul class="examples">
      ${examples.map(
        (text) =>
          html`<li><button type="button" class="example" @click=${() => fillComposer(text)}>${text}</button></li>`,
      )}
    </ul>
  </div>`;
}

function readyLine(models: readonly ModelChoice[]): string {
  const names = [...new Set(models.map(({ provider }) => provider))];
  if (names.length > MOST_NAMES) return fillIn(strings.readyCount, names.length);
  const list = new Intl.ListFormat(undefined, { type: 'conjunction' }).format(names);
  return fillIn(names.length === 1 ? strings.readyOne : strings.readyMany, list);
}
