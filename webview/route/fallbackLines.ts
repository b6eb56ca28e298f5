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
    ...strongerLine(answer),
    ...answer.fallbacks.map((fallback) => line(fallbackText(fallback), 'warning', fallback.error.message)),
    ...waitLine(answer),
    ...checkLine(answer),
  ];
}

/** What spoke against the answer that was held back, and who is asked for a better one. */
function strongerLine({ attempts }: Answer): readonly TemplateResult[] {
  const draft = attempts.find(({ part }) => part === 'draft');
  const stronger = attempts.find(({ part }) => part === 'stronger' || part === 'agreed');
  if (draft === undefined || stronger === undefined) return [];
  const { because = '' } = stronger;
  return [line(turnText(draft.model, stronger.model, because), 'info', because)];
}

/** A check is said while it lasts. */
function checkLine(answer: Answer): readonly TemplateResult[] {
  const checked = answer.attempts.find(({ checking }) => checking !== undefined);
  if (checked?.checking === undefined || !isComing(answer)) return [];
  return [line(fillIn(strings.checking, shortModel(checked.model), checked.checking), 'history', checked.model)];
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
  return turnText(from, to, why);
}

function turnText(from: string, to: string, why: string): string {
  // The same model at two providers is told apart by them.
  const [a, b] = shortModel(from) === shortModel(to) ? [from, to] : [shortModel(from), shortModel(to)];
  return fillIn(strings.fallbackTo, a, why, b);
}
