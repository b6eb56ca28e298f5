import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import type { Conversation } from '../chat/conversation.ts';
import { titleOf } from '../chat/titleOf.ts';
import { pathOf } from '../chat/tree.ts';
import type { AnswerTurn, UserTurn } from '../chat/turns.ts';

/** The first line of such a file; the word after it stands in every mark, and nowhere in what was said. */
export const MARKDOWN_START = 'switchyard-chat';

/**
 * The shown conversation to be read by people: what was asked, with the names of what was sent along, and the answers, with
 * model, cost and time. Comments mark where each part begins and ends, so that it can be imported again.
 */
export function chatAsMarkdown(conversation: Conversation, now: Date): string {
  const path = pathOf(conversation);
  const word = markWord(conversation);
  const hidden = conversation.turns.length - path.length;
  const parts = [
    `<!-- ${MARKDOWN_START} 1 ${word} ${new Date(conversation.createdAt).toISOString()} -->`,
    `# ${titleOf(conversation)}`,
    vscode.l10n.t('Exported from Switchyard on {0}.', dateOf(now.getTime())),
    ...(hidden === 0
      ? []
      : [vscode.l10n.t('Only the shown conversation is here: other versions ({0} messages) are left out.', hidden)]),
    ...path.flatMap((turn) => (turn.role === 'user' ? question(turn, word) : answer(turn, word))),
  ];
  return `${parts.join('\n\n')}\n`;
}

function question({ at, text, chips }: UserTurn, word: string): string[] {
  const list = chips.map(({ label }) => `- ${label.replace(/\s+/g, ' ')}`).join('\n');
  return [
    `## ${vscode.l10n.t('Question')}`,
    `_${dateOf(at)}_`,
    `<!-- ${word} question ${new Date(at).toISOString()} -->\n${text}\n<!-- ${word} end -->`,
    ...(list === '' ? [] : [vscode.l10n.t('Sent along:'), list]),
  ];
}

function answer({ at, answer: { text, done, attempts, status } }: AnswerTurn, word: string): string[] {
  const model = done?.model ?? attempts.at(-1)?.model ?? '';
  const facts = [
    model,
    ...(done === undefined
      ? []
      : [costOf(done.costUsd, done.estimated), `${(done.latency.totalMs / 1000).toFixed(1)} s`]),
    ...(status === 'done' ? [] : [vscode.l10n.t('not finished')]),
  ].filter((fact) => fact !== '');
  return [
    `## ${vscode.l10n.t('Answer')}`,
    ...(facts.length === 0 ? [] : [`_${facts.join(' · ')}_`]),
    // Nothing of a model's id may end the comment.
    `<!-- ${word} answer ${new Date(at).toISOString()} ${model.replace(/[\s<>]/g, '').replace(/-{2,}/g, '-')} -->\n${text}\n<!-- ${word} end -->`,
  ];
}

function costOf(usd: number | null, estimated: boolean): string {
  if (usd === null) return vscode.l10n.t('cost unknown');
  return `${estimated ? '≈' : ''}$${usd.toFixed(6)}`;
}

function dateOf(at: number): string {
  return new Date(at).toLocaleString(vscode.env.language, { dateStyle: 'medium', timeStyle: 'short' });
}

/** A word that nobody has said. */
function markWord({ id, turns }: Conversation): string {
  const said = turns.map((turn) => (turn.role === 'user' ? turn.text : turn.answer.text)).join('\n');
  for (let n = 0; ; n++) {
    const word = createHash('sha256').update(`${id} ${n}`).digest('hex').slice(0, 8);
    if (!said.includes(word)) return word;
  }
}
