import * as vscode from 'vscode';
import type { AnswerCacheFile } from '../../storage/answers/answerCacheFile.ts';
import { inform } from '../tell.ts';

/** Forgets every earlier answer that is kept for outages; chats keep theirs. */
export async function clearAnswers(answers: AnswerCacheFile): Promise<void> {
  await answers.clear();
  void inform(vscode.l10n.t('Earlier answers that were kept for outages are forgotten. Chats keep theirs.'));
}
