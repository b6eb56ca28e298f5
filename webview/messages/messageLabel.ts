import type { PanelMessage } from '../../src/protocol/panelState.ts';
import { fillIn } from '../format/fillIn.ts';
import { shortModel } from '../format/shortModel.ts';
import { answeringModel } from '../route/routeSummary.ts';
import { strings } from '../strings.ts';

/** Screen readers say this much of a question when the reader comes to it. */
const BEGINNING = 120;

/** What a message is called: who it is from, and of a question how it begins. */
export function messageLabel(message: PanelMessage | undefined): string {
  if (message === undefined) return strings.answer;
  if (message.role === 'user') return fillIn(strings.questionLabel, message.text.slice(0, BEGINNING));
  const model = answeringModel(message.answer);
  return model === '' ? strings.answer : fillIn(strings.answerFrom, shortModel(model));
}
