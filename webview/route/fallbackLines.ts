import { html, type TemplateResult } from 'lit';
import type { Answer } from '../../src/protocol/answer.ts';
import { isComing } from '../../src/protocol/isComing.ts';
import { fillIn } from '../format/fillIn.ts';
import { shortModel } from '../format/shortModel.ts';
import { withHiddenShown } from '../format/withHiddenShown.ts';
import { type IconName, icon } from '../icon.ts';
import '../messages/elapsedElement.ts';
import { strings } from '../strings.ts';

type Fallback = Answer['fallbacks'][number];

/** One line for every model that gave up on this answer: a reader is never served by another model without being told. */
export function fallbackLines(answer: Answer): readonly TemplateResult[] {
  return [
    ...answer.fallbacks.map((fallback) => line(fallbackText(fallback), 'warning', fallback.error.message)),
    ...waitLine(answer),
  ];
}

/** A limit that is waited for is said while that lasts. */
function waitLine(answer: Answer): readonly TemplateResult[] {
  const last = answer.attempts.at(-1);
  if (last?.waitsFor === undefined || !isComing(answer)) return [];
  const { waitsFor, waitsUntil, model } = last;
  const text =
    waitsUntil === undefined
      ? fillIn(strings.waitsFor, waitsFor)
      : html`<switchyard-elapsed .since=${waitsUntil} .template=${fillIn(strings.waitsUntil, '{0}', waitsFor)}></switchyard-elapsed>`;
  return [line(text, 'history', model)];
}

function line(text: string | TemplateResult, symbol: IconName, title: string): TemplateResult {
  return html`<div class="fallback-line" title=${withHiddenShown(title)}>${icon(symbol)}<span>${typeof text === 'string' ? withHiddenShown(text) : text}</span></div>`;
}

/** `deepseek-chat: rate limited → claude-sonnet` */
export function fallbackText({ from, to, error }: Fallback, why = strings[`error_${error.kind}`]): string {
  // The same model at two providers is told apart by them.
  const [a, b] = shortModel(from) === shortModel(to) ? [from, to] : [shortModel(from), shortModel(to)];
  return fillIn(strings.fallbackTo, a, why, b);
}
