import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { messageText } from '../../core/chat/message.ts';
import { originOf } from '../../core/privacy/originOf.ts';
import type { ChatController } from '../chat/chatController.ts';
import type { Engine } from '../engine.ts';
import { inform } from '../tell.ts';
import { coveredTurns } from './coveredTurns.ts';
import { withSummaryProgress } from './withSummaryProgress.ts';

/** For the model that summarizes. */
const SUBJECT = 'the conversation so far';

/** Lets a cheap model's summary stand for the earlier messages of the chat that is open; the messages stay, and it can be undone. */
export async function summarizeEarlier(engine: Engine, chat: ChatController): Promise<void> {
  const { t } = vscode.l10n;
  const { conversation } = chat;
  const covered = coveredTurns(conversation);
  if (covered === undefined) {
    void inform(t('There are no earlier messages to summarize.'));
    return;
  }
  const speaker = { user: 'User', assistant: 'Assistant', system: 'System', tool: 'Tool' };
  const text = covered.messages.map((message) => `${speaker[message.role]}:\n${messageText(message)}`).join('\n\n');
  const task = { title: SUBJECT, text, conversationId: conversation.id, origin: originOf(covered.messages) };
  const summary = await withSummaryProgress(t('Summarizing earlier messages'), task, engine);
  // Another chat may have been opened while it was written: it belongs to the one it is of.
  if (summary === undefined || chat.conversation.id !== conversation.id) return;
  chat.change((current) => {
    current.compactions.push({ id: randomUUID(), upTo: covered.upTo, ...summary, at: Date.now(), active: true });
  });
}
