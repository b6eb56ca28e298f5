import * as vscode from 'vscode';
import { usdFromNano } from '../../core/accounting/price.ts';
import type { AuditedEnd } from '../../core/ports/audit.ts';
import type { AuditedAttempt, AuditRecord } from '../../storage/audit/auditStore.ts';

/** Everything that is kept of a request, as Markdown. */
export function recordWords(record: AuditRecord): string {
  const { t } = vscode.l10n;
  const { decision, end, attempts, texts } = record;
  const parts = [
    `# ${t('Request of {0}', new Date(record.at).toLocaleString())}`,
    list([
      t('Outcome: {0}', outcomeWords(record)),
      t('Task: {0}, {1}, language {2}', decision.task, decision.difficulty, decision.language),
      t('Why: {0}', decision.reasons.join('; ')),
      t('Asked by: {0}', record.source),
      t('Prompts: {0}', record.promptsVersion ?? t('a system prompt of the asker')),
      t('Request: {0}', code(record.requestId)),
      ...(record.conversationId === null ? [] : [t('Chat: {0}', code(record.conversationId))]),
    ]),
    `## ${t('Candidates, in the order they are asked')}`,
    decision.targets
      .map(({ model, estimatedUsd, reasons }, index) => {
        const price = estimatedUsd === null ? t('price unknown') : `≈ ${usd(estimatedUsd)}`;
        return `${index + 1}. ${code(model)} ${price}: ${reasons.join('; ')}`;
      })
      .join('\n'),
    ...(decision.rejected.length === 0 ? [] : [`## ${t('Refused')}`]),
    list(decision.rejected.map(({ model, reason }) => `${code(model)}: ${reason}`)),
    `## ${t('Attempts')}`,
    attempts.length === 0 ? t('Nobody was asked.') : list(attempts.map(attemptWords)),
    ...(end === null ? [] : [`## ${t('In all')}`, list(endWords(end))]),
    ...(texts === null ? [] : [`## ${t('Texts')}`]),
    ...(texts?.messages ?? []).map(({ role, text }) => `### ${role}\n\n${fenced(text)}`),
    ...(texts === null ? [] : [`### ${t('Answer')}\n\n${fenced(texts.answer)}`]),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

/** How a request ended, in a word or two. */
export function outcomeWords({ end }: AuditRecord): string {
  const { t } = vscode.l10n;
  if (end === null) return t('no end is known');
  switch (end.outcome) {
    case 'answered':
      return end.fallbacks.length > 0 ? t('answered after a fallback') : t('answered');
    case 'failed':
      return t('failed: {0}', end.errorKind ?? '');
    case 'stopped':
      return t('stopped');
    case 'left':
      return t('left before its end');
  }
}

/** An amount that may be very small; null is unknown. */
export function usd(amount: number | null): string {
  return amount === null ? vscode.l10n.t('unknown') : `$${amount.toFixed(6)}`;
}

function attemptWords({ attempt, model, outcome, totalMs, usage, costNano, estimated }: AuditedAttempt): string {
  const { t } = vscode.l10n;
  const tokens = t('{0} tokens in, {1} out', usage?.inputTokens ?? 0, usage?.outputTokens ?? 0);
  const cost = `${estimated ? '≈ ' : ''}${usd(costNano === null ? null : usdFromNano(costNano))}`;
  return `${attempt}. ${code(model)}: ${outcome}, ${Math.round(totalMs)} ms, ${tokens}, ${cost}`;
}

function endWords({
  finishReason,
  firstTokenMs,
  totalMs,
  usage,
  costUsd,
  costSource,
  fallbacks,
  fromCache,
}: AuditedEnd) {
  const { t } = vscode.l10n;
  const first = firstTokenMs === null ? '–' : `${Math.round(firstTokenMs)} ms`;
  return [
    ...fallbacks.map(({ from, to, kind, status }) =>
      t('{0} gave way to {1}: {2}', code(from), code(to), status === undefined ? kind : `${kind} (${status})`),
    ),
    ...(finishReason === null ? [] : [t('Finished with {0}', code(finishReason))]),
    t('First word after {0}, all after {1} ms', first, Math.round(totalMs)),
    ...(usage === null
      ? []
      : [
          t(
            'Tokens: {0} in ({1} cached), {2} out ({3} reasoning)',
            usage.inputTokens,
            usage.cachedInputTokens,
            usage.outputTokens,
            usage.reasoningTokens,
          ),
        ]),
    t('Cost: {0}', `${usd(costUsd)}${costSource === null ? '' : ` (${costSource})`}`),
    ...(fromCache ? [t('From an earlier answer')] : []),
  ];
}

function list(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join('\n');
}

function code(text: string): string {
  return `\`${text.replaceAll('`', "'")}\``;
}

/** A fence longer than any inside. */
function fenced(text: string): string {
  const longest = Math.max(2, ...(text.match(/`{3,}/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}\n${text}\n${fence}`;
}
