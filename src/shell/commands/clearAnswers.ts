import * as vscode from 'vscode';
import type { AnswerCacheFile } from '../../storage/answers/answerCacheFile.ts';
import { reasonOf } from '../../storage/storageTrouble.ts';
import { inform, tellError } from '../tell.ts';

/** Forgets every earlier answer that is kept for outages, or says why it could not; chats keep theirs. */
export async function clearAnswers(answers: AnswerCacheFile): Promise<void> {
  try {
    await answers.clear();
  } catch (error) {
    void tellError(vscode.l10n.t('Earlier answers could not be forgotten ({0}). Please try again.', reasonOf(error)));
    return;
  }
  void inform(vscode.l10n.t('Earlier answers that were kept for outages are forgotten. Chats keep theirs.'));
}
