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
  const auto = { label: t('Auto'), description: t('the best model for each task'), model: null, checked: false };
  const checked = {
    ...auto,
    ...{ label: t('Auto, checked'), checked: true },
    description: t('a cheap model first, a stronger one if its answer does not pass'),
  };
  const models = choices.map(({ id, detail }) => ({ label: id, description: detail, model: id, checked: false }));
  const { model, strategy } = chat.conversation;
  const isChecked = strategy === 'cascade';
  const items = [auto, checked, ...models].map((item) => ({
    ...item,
    picked: item.model === model && item.checked === isChecked,
  }));
  const pick = await pickOne(items, {
    title: t('Choose Model'),
    placeHolder: model ?? (isChecked ? checked : auto).label,
    matchOnDescription: true,
  });
  if (pick !== undefined) chat.chooseModel(pick.model, pick.checked);
}
