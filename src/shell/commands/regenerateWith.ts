import * as vscode from 'vscode';
import type { ChatController } from '../chat/chatController.ts';
import type { Engine } from '../engine.ts';
import { modelChoices } from '../modelChoices.ts';
import { pickOne } from '../picks.ts';

/** Lets the reader choose a model and asks the question of an answer once more of that one, beside the answer there is. */
export async function regenerateWith(engine: Engine, chat: ChatController, messageId: string): Promise<void> {
  const { t } = vscode.l10n;
  const turn = chat.conversation.turns.find(({ id }) => id === messageId);
  if (chat.busy || turn?.role !== 'assistant') return;
  const author = turn.answer.done?.model;
  const items = modelChoices(engine.setup)
    .sort((a, b) => Number(a.id === author) - Number(b.id === author))
    .map(({ id, detail }) => ({
      label: id,
      description: id === author ? t('gave this answer') : detail,
    }));
  const pick = await pickOne(items, {
    title: t('Regenerate with Another Model'),
    placeHolder: t('Its answer is shown beside this one'),
    matchOnDescription: true,
  });
  if (pick !== undefined) await chat.messages.regenerate(messageId, { model: pick.label });
}
