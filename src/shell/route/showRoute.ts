import * as vscode from 'vscode';
import { checkWord } from '../../core/checks/checkWords.ts';
import type { Answer } from '../../protocol/answer.ts';
import type { ChatController } from '../chat/chatController.ts';
import type { Reports } from '../reports.ts';
import { inform } from '../tell.ts';
import { decisionWords } from './decisionWords.ts';

type Decision = NonNullable<Answer['decision']>;
type Done = NonNullable<Answer['done']>;
type Failure = Answer['fallbacks'][number]['error'];

/** Opens the route of the last answer as a document. */
export async function showRoute(chat: ChatController, reports: Reports): Promise<void> {
  const { t } = vscode.l10n;
  const last = chat.lastAnswer;
  if (last?.answer.decision === undefined) {
    void inform(t('Nothing was asked in this chat yet.'));
    return;
  }
  await reports.show(`Route ${last.id.slice(0, 8)}`, routeWords(last.answer, last.answer.decision));
}

/** Everything that is known of how an answer came about. */
function routeWords({ attempts, fallbacks, done, error }: Answer, decision: Decision): string {
  const { t } = vscode.l10n;
  const happened = [
    ...attempts.map(
      ({ attempt, model, without, ...waits }, index) =>
        `${t('Attempt {0}: {1}', attempt, code(model))}${withoutWords(without)}${waitWords(waits)}${checkedWords(waits)}${endOf(attempts, index, fallbacks, done?.model)}`,
    ),
    ...(error === undefined ? [] : [t('Failed: {0}', failureWords(error.error))]),
    ...(done === undefined ? [] : doneWords(done)),
  ];
  return [`# ${t('Route of the last answer')}`, ...decisionWords(decision), `## ${t('What happened')}`, list(happened)]
    .filter((part) => part !== '')
    .join('\n\n');
}

function doneWords(done: Done): string[] {
  const { t } = vscode.l10n;
  const { model, finishReason, attempts, latency, usage, costUsd, costSource, estimated, vendor, remark } = done;
  const first = latency.firstTokenMs === null ? '–' : `${Math.round(latency.firstTokenMs)} ms`;
  const cost = costUsd === null ? t('unknown') : `${estimated ? '≈ ' : ''}$${costUsd.toFixed(9)} (${costSource})`;
  return [
    t('{0} finished with {1} after {2} attempt(s)', code(model), code(finishReason), attempts),
    t('First word after {0}, all after {1} ms', first, Math.round(latency.totalMs)),
    t(
      'Tokens: {0} in ({1} cached), {2} out ({3} reasoning)',
      `${estimated ? '≈ ' : ''}${usage.inputTokens}`,
      usage.cachedInputTokens,
      usage.outputTokens,
      usage.reasoningTokens,
    ),
    t('Cost: {0}', cost),
    ...(remark === undefined ? [] : [remark]),
    ...(vendor === undefined ? [] : vendorWords(vendor)),
  ];
}

/** What the vendor said beyond that, in its own terms. */
function vendorWords(vendor: NonNullable<Done['vendor']>): string[] {
  const { t } = vscode.l10n;
  const { usage, claimedTotalTokens, ...names } = vendor;
  const facts = [
    [t('Answered by'), names.model],
    [t("The vendor's finish reason"), names.finishReason],
    [t('What it says of the end'), names.finishMessage],
    [t('Request id'), names.requestId],
    [t('Answer id'), names.responseId],
    [t('System fingerprint'), names.systemFingerprint],
    [t('Service tier'), names.serviceTier],
  ] as const;
  return [
    ...facts.flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${code(value)}`])),
    ...(usage === undefined ? [] : [t("The vendor's usage: {0}", code(JSON.stringify(usage)))]),
    ...(claimedTotalTokens === undefined
      ? []
      : [t('The vendor counts {0} tokens in all, which is not the sum of its parts', claimedTotalTokens)]),
  ];
}

/** How an attempt ended, where that was not the answer. */
function endOf(
  attempts: Answer['attempts'],
  index: number,
  fallbacks: Answer['fallbacks'],
  answering: string | undefined,
): string {
  const [attempt, next] = attempts.slice(index);
  if (attempt === undefined) return '';
  const leftOut = next?.model === attempt.model ? (next.without ?? []) : [];
  const refused = leftOut.filter((field) => !attempt.without?.includes(field));
  const failure = failureOf(attempt.model, fallbacks);
  const wasBeside =
    failure === '' && attempt.part === undefined && answering !== undefined && answering !== attempt.model;
  if (refused.length === 0) return wasBeside ? `: ${vscode.l10n.t('not needed')}` : failure;
  return `: ${vscode.l10n.t('refused {0}', refused.map(code).join(', '))}`;
}

function failureOf(model: string, fallbacks: Answer['fallbacks']): string {
  const failure = fallbacks.find((fallback) => fallback.from === model);
  if (failure === undefined) return '';
  return `: ${failureWords(failure.error)}`;
}

/** An error with what the vendor's support would ask for. */
function failureWords({ kind, status, message, code: name, requestId }: Failure): string {
  const ids = [status?.toString(), name, requestId].filter((id) => id !== undefined).map(code);
  return `${kind}: ${message}${ids.length === 0 ? '' : ` (${ids.join(', ')})`}`;
}

function withoutWords(without: readonly string[] | undefined): string {
  return without === undefined
    ? ''
    : `, ${vscode.l10n.t('without {0}, which it refuses', without.map(code).join(', '))}`;
}

/** What it was asked for where that was not simply the answer, and what the checks said of what it wrote. */
function checkedWords({ part, because, verdicts = [] }: Partial<Answer['attempts'][number]>): string {
  const { t } = vscode.l10n;
  const said = verdicts.map(({ check, passed, evidence }) =>
    passed ? t('{0} passed', checkWord(check)) : t('{0} failed: {1}', checkWord(check), evidence ?? ''),
  );
  const asked = {
    draft: t('held back and checked'),
    stronger: t('asked because {0}', because ?? ''),
    check: because,
    agreed: t('given because {0}', because ?? ''),
  };
  return [part && asked[part], ...said].map((words) => (words ? `, ${words}` : '')).join('');
}

/** That it waited for a limit, or still does. */
function waitWords({ waitsFor, waitedMs }: Pick<Answer['attempts'][number], 'waitsFor' | 'waitedMs'>): string {
  if (waitsFor !== undefined) return `, ${vscode.l10n.t('waiting: {0}', waitsFor)}`;
  return waitedMs === undefined
    ? ''
    : `, ${vscode.l10n.t('after {0} s for its rate limit', (waitedMs / 1000).toFixed(1))}`;
}

function code(text: string): string {
  return `\`${text}\``;
}

function list(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join('\n');
}
