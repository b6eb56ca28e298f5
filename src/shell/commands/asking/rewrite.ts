import * as vscode from 'vscode';
import { inEditor, tellNothing } from './askAbout.ts';
import { type Asker, askInChat } from './asker.ts';
import { isProse } from './isProse.ts';
import { pickOrType } from './pickOrType.ts';

/** Asks how the selection should be rewritten, then for that in the chat. */
export async function rewrite(asker: Asker): Promise<void> {
  const { t } = vscode.l10n;
  const attachment = inEditor(false);
  if (attachment === undefined) return tellNothing(true);
  const prose = isProse(attachment.context.languageId);
  const how = await pickOrType({
    title: t('Rewrite Selection'),
    placeholder: t('How should it be rewritten? Choose, or type it in your own words'),
    choices: (prose ? proseWays() : codeWays()).map((label) => ({ label })),
  });
  if (how === undefined) return;
  const text = prose ? t('Rewrite the selected text: {0}', how) : t('Rewrite the selected code: {0}', how);
  await askInChat(asker, { text, command: prose ? 'rephrase' : 'rewrite', attachments: [attachment] });
}

function codeWays(): string[] {
  const { t } = vscode.l10n;
  return [
    t('Simplify it'),
    t('Make it easier to read'),
    t('Make it faster'),
    t('Handle errors and edge cases'),
    t("Use the language's newest syntax"),
    t('Split it into smaller functions'),
  ];
}

function proseWays(): string[] {
  const { t } = vscode.l10n;
  return [
    t('Correct spelling and grammar'),
    t('Make it shorter'),
    t('Make it clearer'),
    t('Make it more formal'),
    t('Make it friendlier'),
    t('Turn it into a list'),
  ];
}
