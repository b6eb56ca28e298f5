import * as vscode from 'vscode';
import type { DecisionEvent } from '../../core/chat/chatEvent.ts';
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
  const decision = decide(request, told, setup, tools, found);
  const tried = triedInstead({ ...request, draft: false }, told, setup, tools);
  const event = tried === undefined ? decision.event : withReason(decision.event, tried);
  return withinBudget({ ...decision, event }, setup, tools, signal);
}

/** Who would be tried in the place of the best one if the lot fell on this question; nothing comes of it. */
function triedInstead(...[request, classification, setup, tools]: Parameters<typeof decide>): string | undefined {
  const { exploration } = setup;
  if (exploration === undefined) return undefined;
  const always = { ...setup, exploration: { ...exploration, share: 1 } };
  const { tried } = decide(request, classification, always, tools).plan;
  const percent = Math.round(exploration.share * 1000) / 10;
  return (
    tried && vscode.l10n.t('Up to {0}% of such questions go to a model that may be better: {1}', percent, tried.model)
  );
}

function withReason(event: DecisionEvent, reason: string): DecisionEvent {
  return { ...event, reasons: [...event.reasons, reason] };
}
