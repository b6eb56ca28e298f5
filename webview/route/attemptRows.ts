import type { TemplateResult } from 'lit';
import type { Answer } from '../../src/protocol/answer.ts';
import { isComing } from '../../src/protocol/isComing.ts';
import { fillIn } from '../format/fillIn.ts';
import { formatCost } from '../format/formatCost.ts';
import { formatCount } from '../format/formatCount.ts';
import { strings } from '../lateStrings.ts';
import { modelItem } from './detailRows.ts';
import { leadingAttempt } from './leadingAttempt.ts';

type Attempt = Answer['attempts'][number];

/** One row for every model that was asked, with what came of it. */
export function attemptRows(answer: Answer): readonly TemplateResult[] {
  return answer.attempts.map((attempt, index) =>
    modelItem(attempt.model, [outcome(answer, attempt, index), costOf(answer, attempt)].filter(Boolean).join(' · ')),
  );
}

/** Of one that was asked beside another, what that came to; of the others only their sum is known. */
function costOf({ done }: Answer, { attempt }: Attempt): string {
  const stopped = done?.stopped?.find((one) => one.attempt === attempt);
  return stopped === undefined ? '' : formatCost(stopped.costUsd, stopped);
}

function outcome(answer: Answer, attempt: Attempt, index: number): string {
  const next = answer.attempts[index + 1];
  const checked = checkOutcome(attempt, index === leadingAttempt(answer));
  if (checked !== '') return checked;
  if (index === leadingAttempt(answer)) {
    if (answer.done?.finishReason === 'contentFilter') return strings.error_contentFilter;
    if (answer.status === 'done') return strings.answered;
  }
  if (next === undefined && isComing(answer)) return attempt.waitsFor ?? strings.asking;
  // Asked again at once: that is no failure.
  const refused = next?.model === attempt.model ? newlyLeftOut(attempt, next) : [];
  if (refused.length > 0) return fillIn(strings.refusedFields, refused.join(', '));
  const failure = failureOf(answer, attempt.model);
  if (failure === '' && next === undefined && answer.status === 'stopped') return strings.error_cancelled;
  // Asked beside one that was late and then spoke first.
  return failure === '' && answer.done && answer.done.model !== attempt.model ? strings.notNeeded : failure;
}

/** What came of an answer that was held back, or what a model was asked for besides; empty for any other attempt. */
function checkOutcome({ part, because, checking, verdicts }: Attempt, leads: boolean): string {
  if (part === 'check') return because ?? '';
  if (checking !== undefined) return fillIn(strings.checkedNow, checking);
  const failed = verdicts?.find(({ passed }) => !passed);
  if (failed !== undefined) return fillIn(strings.notPassed, failed.evidence ?? '');
  return verdicts !== undefined && leads ? strings.passed : '';
}

/** The fields that only the second of two attempts left out: what the first was refused for. */
function newlyLeftOut({ without: known = [] }: Attempt, { without = [] }: Attempt): string[] {
  return without.filter((field) => !known.includes(field));
}

/** What a model said when it was given up for another, or when the whole answer failed; empty where neither happened. */
function failureOf({ fallbacks, error }: Answer, model: string): string {
  const fallback = fallbacks.find(({ from }) => from === model);
  if (fallback === undefined) {
    const failed = error?.error.attempts.findLast((attempt) => attempt.model === model);
    return failed === undefined ? '' : describe(failed);
  }
  const { afterCharacters } = fallback;
  const after = afterCharacters > 0 ? ` · ${fillIn(strings.afterCharacters, formatCount(afterCharacters))}` : '';
  return `${describe(fallback.error)}${after}`;
}

function describe({ kind, status, message }: Answer['fallbacks'][number]['error']): string {
  return `${strings[`error_${kind}`]}${status === undefined ? '' : ` (${status})`}: ${message}`;
}
