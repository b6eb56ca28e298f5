import * as vscode from 'vscode';
import type { ChatRequest } from '../../core/chat/chatRequest.ts';
import { whomToAsk } from '../../core/classify/asked/whomToAsk.ts';
import { recognise } from '../../core/classify/recognise.ts';
import { examine } from '../../core/privacy/examine.ts';
import { decide } from '../../core/routing/decide.ts';
import { withinBudget } from '../../core/routing/withinBudget.ts';
import type { ChatController } from '../chat/chatController.ts';
import { draftRequest } from '../chat/draftRequest.ts';
import { selectionAttachment } from '../context/editorContext.ts';
import { commandOf } from '../context/prepareQuestion.ts';
import { workingEditor } from '../context/workingEditor.ts';
import type { Engine } from '../engine.ts';
import { askText } from '../picks.ts';
import type { Reports } from '../reports.ts';
import { decisionWords } from './decisionWords.ts';

/** Says in a document who would answer a question in the open chat, and why; asks nobody. */
export async function explainRouting(engine: Engine, chat: ChatController, reports: Reports): Promise<void> {
  const { t } = vscode.l10n;
  const prompt = await askText({
    title: t('Explain Routing'),
    prompt: t('A question as you would ask it in this chat, with the selection. It is not sent.'),
    value: chat.conversation.draft,
    ignoreFocusOut: true,
  });
  if (prompt === undefined || prompt.trim() === '') return;
  const { event, refusal } = await decided(engine, requestFor(chat, prompt));
  const quoted = prompt
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');
  const words = [
    `# ${t('Where this would go')}`,
    quoted,
    ...(refusal === undefined ? [] : [t('It would not be sent: {0}', refusal.message)]),
    ...decisionWords(event),
  ];
  await reports.show('Routing', words.join('\n\n'));
}

/** The question with what goes along by itself: the gesture that it begins with, and what is selected. */
function requestFor({ conversation }: ChatController, prompt: string): ChatRequest {
  const selected = selectionAttachment(workingEditor())?.context;
  return draftRequest(conversation, prompt, { ...selected, command: commandOf(prompt) });
}

async function decided({ setup, tools }: Engine, request: ChatRequest) {
  const { signal } = new AbortController();
  const [found, classification] = await Promise.all([
    examine(request, setup.privacy, tools.detectLeaks, signal),
    recognise(request),
  ]);
  const asked = whomToAsk(request, classification, found.judgement.level, setup, tools);
  const { t } = vscode.l10n;
  const words = asked && t('{0} would be asked first what this is: the words leave it open', asked.name);
  const told = words ? { ...classification, reasons: [words, ...classification.reasons] } : classification;
  return withinBudget(decide(request, told, setup, tools, found), setup, tools, signal);
}
