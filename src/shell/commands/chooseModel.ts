import * as vscode from 'vscode';
import type { ChatController } from '../chat/chatController.ts';
import type { Engine } from '../engine.ts';
import { unwell } from '../health/healthLines.ts';
import { modelChoices } from '../modelChoices.ts';
import { pickOne } from '../picks.ts';
import { tellNoProvider } from './tellNoProvider.ts';

/** Picks the model of this chat: Auto first, then every model that can be asked. */
export async function chooseModel(engine: Engine, chat: ChatController): Promise<void> {
  const { t } = vscode.l10n;
  const choices = modelChoices(engine.setup, unwell(engine));
  if (choices.length === 0) return tellNoProvider();
  const auto = { label: t('Auto'), description: t('the best model for each task'), model: null };
  const models = choices.map(({ id, detail }) => ({ label: id, description: detail, model: id }));
  const items = [auto, ...models].map((item) => ({ ...item, picked: item.model === chat.conversation.model }));
  const pick = await pickOne(items, {
    title: t('Choose Model'),
    placeHolder: chat.conversation.model ?? t('Auto'),
    matchOnDescription: true,
  });
  if (pick !== undefined) chat.chooseModel(pick.model);
}
