import * as vscode from 'vscode';
import type { Cause } from '../../core/privacy/causes.ts';
import type { Examination } from '../../core/privacy/examine.ts';
import { isAbove, type Level } from '../../core/privacy/level.ts';
import type { PrivacyRules } from '../../core/privacy/privacyRules.ts';
import type { Decision } from '../../core/routing/decide.ts';
import type { DraftPrivacy } from '../../protocol/panelState.ts';
import type { ChosenPrivacy } from '../chat/turns.ts';
import { levelName } from './levelName.ts';

/** What is known of the privacy of the message being written, as sending it would judge it. */
export interface DraftJudgement {
  readonly judgement: Examination['judgement'];
  readonly audience: Decision['audience'];
  readonly rules: PrivacyRules;
  /** What its reader said of it. */
  readonly chosen: ChosenPrivacy | undefined;
}

/** More of them are counted. */
const MOST_LINES = 8;

/** The chip that says how much the message being written has to lose. */
export function draftPrivacy({ judgement, audience, chosen }: DraftJudgement): DraftPrivacy {
  const { level, found } = judgement;
  const isRisky = audience.allowed.length === 0 ? audience.withheld.length > 0 : isAbove(found, level);
  // Who set the level themselves has read what was found.
  const isUnseen = chosen === undefined && judgement.causes.some((cause) => cause.isUnseen);
  const isQuiet = level === 'public' && chosen === undefined && judgement.causes.length === 0;
  return {
    level,
    label: labelOf({ judgement, audience, chosen }),
    detail: detailOf({ judgement, audience, chosen }),
    tone: isRisky || isUnseen ? 'warning' : isQuiet ? 'quiet' : 'plain',
  };
}

function labelOf({ judgement: { level, causes }, audience, chosen }: Omit<DraftJudgement, 'rules'>): string {
  const { t } = vscode.l10n;
  if (chosen !== undefined) return `${levelName(level)} · ${t('set by you')}`;
  const open = causes.filter(({ isHidden }) => !isHidden);
  const hidden = causes.filter(({ isHidden }) => isHidden);
  if (open.length > 0) return `${levelName(level)} · ${firstOf(open)}`;
  if (hidden.length === 0) return levelName(level);
  // A server on this machine is sent everything as it is.
  const staysHere = audience.allowed[0]?.provider.dataPolicy.from === 'local';
  return `${staysHere ? levelName(level) : t('Redacted')} · ${firstOf(hidden)}`;
}

function firstOf(causes: readonly Cause[]): string {
  const more = causes.length > 1 ? ` +${causes.length - 1}` : '';
  return `${causes[0]?.words ?? ''}${more}`;
}

function detailOf({ judgement, audience, chosen }: Omit<DraftJudgement, 'rules'>): string {
  const { t } = vscode.l10n;
  const { level, causes, least } = judgement;
  const open = causes.filter(({ isHidden }) => !isHidden).map(({ words }) => words);
  const hidden = causes.filter(({ isHidden }) => isHidden).map(({ words }) => words);
  return [
    `${levelName(level)}${chosen === undefined ? '' : `, ${t('set by you')}`}`,
    ...(open.length === 0 ? [] : [t('Found: {0}', shortened(open, ', '))]),
    ...(hidden.length === 0 ? [] : [t('Replaced before it leaves this machine: {0}', shortened(hidden, ', '))]),
    ...(least === 'public' ? [] : [t('This workspace demands: {0}', levelName(least))]),
    ...audienceWords(audience),
  ].join('\n');
}

/** `2 of 3 models may have it`, and why the others may not. */
function audienceWords({ allowed, withheld }: Decision['audience']): string[] {
  if (allowed.length + withheld.length === 0) return [];
  return [
    audienceCount(allowed.length, allowed.length + withheld.length),
    ...(withheld.length === 0
      ? []
      : [
          shortened(
            withheld.map(({ model, reason }) => `${model}: ${reason}`),
            '\n',
          ),
        ]),
  ];
}

/** How many of the models that would be asked may have it. */
export function audienceCount(allowed: number, all: number): string {
  const { t } = vscode.l10n;
  if (all === 1) return allowed === 1 ? t('The model may have it.') : t('The model may not have it.');
  if (allowed === 0) return t('None of {0} models may have it.', all);
  return t('{0} of {1} models may have it.', allowed, all);
}

/** The first of many, and how many more there are. */
export function shortened(parts: readonly string[], between: string, most = MOST_LINES): string {
  const shown = parts.slice(0, most).join(between);
  return parts.length <= most ? shown : `${shown}${between}${vscode.l10n.t('{0} more', parts.length - most)}`;
}

/** What choosing a level means for a question that would be `found` by itself: as much at least, or that despite it. */
export function chosenPrivacy(level: Level, found: Level): ChosenPrivacy {
  return isAbove(found, level) ? { level, despite: found } : { atLeast: level };
}
