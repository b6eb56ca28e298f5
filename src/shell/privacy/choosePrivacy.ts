import * as vscode from 'vscode';
import { keepPrivate } from '../../core/privacy/keepPrivate.ts';
import { isAbove, LEVELS, type Level } from '../../core/privacy/level.ts';
import type { ChatController } from '../chat/chatController.ts';
import type { ChosenPrivacy } from '../chat/turns.ts';
import type { ContextDesk } from '../context/contextDesk.ts';
import { type Choice, pickOne } from '../picks.ts';
import { audienceCount, chosenPrivacy, type DraftJudgement, shortened } from './draftPrivacy.ts';
import { levelName } from './levelName.ts';

interface LevelChoice extends Choice {
  /** Undefined: what is found counts. */
  readonly privacy: ChosenPrivacy | undefined;
}

const ICONS: Readonly<Record<Level, string>> = { public: 'globe', internal: 'organization', confidential: 'lock' };
const MOST_FINDINGS = 4;

/** Sets how private the next question is: as found, or a level by hand. Returns whether anything was chosen. */
export async function choosePrivacy(desk: ContextDesk, chat: ChatController): Promise<boolean> {
  const { t } = vscode.l10n;
  const { conversation } = chat;
  const judged = await desk.fit.judge();
  const picked = await pickOne(choicesFor(judged), {
    title: t('Privacy of the Next Question'),
    placeHolder: placeHolder(judged),
    matchOnDescription: true,
  });
  // Another chat may have been opened meanwhile.
  if (picked === undefined || chat.conversation !== conversation) return false;
  chat.change(() => {
    if (picked.privacy === undefined) delete conversation.draftPrivacy;
    else conversation.draftPrivacy = picked.privacy;
  });
  return true;
}

/** Automatic, then every level that the workspace lets it be; each says who may have it then, and what speaks against it. */
function choicesFor(judged: DraftJudgement): LevelChoice[] {
  const { t } = vscode.l10n;
  const { judgement, chosen } = judged;
  const { found, least } = judgement;
  const now = chosen?.level ?? chosen?.atLeast;
  const current = (level: Level | undefined) => (level === now ? t('current') : '');
  const causes = judgement.causes.filter(({ isHidden }) => !isHidden).map(({ words }) => words);
  const why = shortened(causes, ', ', MOST_FINDINGS);
  return [
    {
      icon: 'shield',
      label: t('Automatic'),
      description: joined([levelName(found), why, current(undefined)]),
      detail: audienceAt(judged, found),
      privacy: undefined,
    },
    ...LEVELS.filter((level) => !isAbove(least, level)).map((level) => {
      const isLowered = isAbove(found, level);
      return {
        icon: isLowered ? 'warning' : ICONS[level],
        label: levelName(level),
        description: joined([isLowered ? t('although found: {0}', why) : '', current(level)]),
        detail: audienceAt(judged, level),
        privacy: chosenPrivacy(level, found),
      };
    }),
  ];
}

function placeHolder({ judgement: { least } }: DraftJudgement): string {
  const { t } = vscode.l10n;
  if (least === 'public') return t('What you set holds for this question, and whatever repeats it');
  return t('This workspace demands at least: {0}', levelName(least));
}

function audienceAt({ audience: { candidates }, rules }: DraftJudgement, level: Level): string {
  if (candidates.length === 0) return '';
  return audienceCount(keepPrivate(candidates, level, rules).allowed.length, candidates.length);
}

function joined(words: readonly string[]): string {
  return words.filter((word) => word !== '').join(' · ');
}
