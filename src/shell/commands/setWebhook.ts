import * as vscode from 'vscode';
import { webhookFault } from '../../providers/webhook/webhookAddress.ts';
import { askText } from '../picks.ts';

/** Under which name the address is kept in the editor's secret storage. */
export const WEBHOOK = 'webhook';

/** Asks for the address of a team's channel, which is a secret, and keeps it; an empty one is forgotten. */
export async function setWebhook(secrets: vscode.SecretStorage): Promise<void> {
  const { t } = vscode.l10n;
  const isSet = (await secrets.get(WEBHOOK)) !== undefined;
  const address = await askText({
    title: t('Set Team Webhook'),
    prompt: t('Failovers and alerts are told there: models and figures, never a question or an answer.'),
    placeHolder: isSet
      ? t('One is kept. Enter another, or nothing to forget it')
      : t('The address of an incoming webhook of Slack, Teams, Discord or Mattermost'),
    password: true,
    ignoreFocusOut: true,
    validateInput: (value) => (value.trim() === '' ? undefined : webhookFault(value.trim())),
  });
  if (address === undefined) return;
  if (address.trim() === '') await secrets.delete(WEBHOOK);
  else await secrets.store(WEBHOOK, address.trim());
}
