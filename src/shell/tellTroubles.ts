import * as vscode from 'vscode';
import type { Logger } from '../core/ports/logger.ts';
import { logTroubles, type StorageTrouble, type TellTrouble, troubleWords } from '../storage/storageTrouble.ts';
import { inform, warn } from './tell.ts';

/** What this window has told already, by kind. */
const told = new Set<string>();
/** What cannot be written at the moment. */
const unwritten = new Set<string>();

/** Tells troubles with kept files to the user, each once, and says when all of them are over. */
export function tellTroubles(log: Logger): TellTrouble {
  const inLog = logTroubles(log);
  return (trouble) => {
    inLog(trouble);
    if (trouble.type === 'writtenAgain') tellOver(trouble);
    else if (isNews(trouble)) tell(trouble);
  };
}

function isNews(trouble: StorageTrouble): boolean {
  // What was learnt of models is learnt again: the log is enough.
  if (trouble.what === 'learnt') return false;
  if (trouble.type === 'unwritten') unwritten.add(trouble.what);
  const kind = trouble.type === 'unwritten' && trouble.isFull ? 'full' : `${trouble.type} ${trouble.what}`;
  if (told.has(kind) && trouble.type !== 'setAside') return false;
  told.add(kind);
  return true;
}

function tell(trouble: StorageTrouble): void {
  const { t } = vscode.l10n;
  const words = troubleWords(trouble);
  const show = trouble.type === 'setAside' ? t('Show File') : t('Show Log');
  void warn(words, show).then((chosen) => {
    if (chosen === undefined) return;
    if (trouble.type === 'setAside') {
      void vscode.commands.executeCommand('revealFileInOS', vscode.Uri.file(trouble.file));
    } else void vscode.commands.executeCommand('switchyard.showLog');
  });
}

/** The next trouble is news again. */
function tellOver(trouble: StorageTrouble): void {
  if (!unwritten.delete(trouble.what) || unwritten.size > 0) return;
  for (const kind of [...told]) if (kind === 'full' || kind.startsWith('unwritten ')) told.delete(kind);
  void inform(troubleWords(trouble));
}
