import * as vscode from 'vscode';
import type { AnswerCacheFile } from '../../storage/answers/answerCacheFile.ts';

/** Forgets every earlier answer that is kept for outages; chats keep theirs. */
export async function clearAnswers(answers: AnswerCacheFile): Promise<void> {
  await answers.clear();
  void vscode.window.showInformationMessage(
    vscode.l10n.t('Earlier answers that were kept for outages are forgotten. Chats keep theirs.'),
  );
}
