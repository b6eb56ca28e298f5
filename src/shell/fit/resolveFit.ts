import * as vscode from 'vscode';
import { originOf } from '../../core/privacy/originOf.ts';
import { questionMessage, withContext } from '../../core/prompt/composeMessages.ts';
import type { ChatController } from '../chat/chatController.ts';
import type { ContextDesk } from '../context/contextDesk.ts';
import { summaryPiece } from '../context/summaryPiece.ts';
import type { Engine } from '../engine.ts';
import { priceWords } from '../priceWords.ts';
import { summarizeEarlier } from '../summarize/summarizeEarlier.ts';
import { withSummaryProgress } from '../summarize/withSummaryProgress.ts';
import { inform } from '../tell.ts';

/** What resolving works with. */
interface ResolveParts {
  readonly engine: Engine;
  readonly chat: ChatController;
  readonly desk: ContextDesk;
}

/** Does what a way out promised; an old one, of a message that was different, does nothing. */
export async function resolveFit(id: string, { engine, chat, desk }: ResolveParts): Promise<void> {
  const remedy = desk.fit.remedy(id);
  switch (remedy?.type) {
    case 'leaveOut':
      for (const chip of remedy.chips) desk.remove(chip);
      break;
    case 'summarize':
      await summarizePiece(remedy.chip, { engine, chat, desk });
      break;
    case 'compact':
      await summarizeEarlier(engine, chat);
      break;
    case 'model': {
      chat.chooseModel(remedy.model);
      const price = priceWords(engine.setup.models.get(remedy.model)?.price);
      const { t } = vscode.l10n;
      void inform(t('This chat now asks {0} ({1}).', remedy.model, price));
      break;
    }
    case undefined:
      break;
  }
}

async function summarizePiece(id: string, { engine, chat, desk }: ResolveParts): Promise<void> {
  const piece = desk.piece(id);
  if (piece === undefined) return;
  const { id: conversationId } = chat.conversation;
  const gathered = await piece.gather(new AbortController().signal);
  if ('problem' in gathered) return;
  const title = piece.chip.detail;
  const origin = originOf([questionMessage('', gathered.context)]);
  const task = { title, text: withContext('', gathered.context).trim(), conversationId, origin };
  const progress = vscode.l10n.t('Summarizing {0}', piece.chip.label);
  const summary = await withSummaryProgress(progress, task, engine);
  // It may have been removed, or sent, while its summary was written.
  if (summary !== undefined && desk.piece(id) !== undefined)
    desk.attached.replace(id, summaryPiece(piece.chip, summary, origin));
}
