import type { PanelMessage } from '../../src/protocol/panelState.ts';

const LINE_PX = 20;
const LETTER_PX = 6.5;
const AROUND_PX = 56;
/** Words do not fill their lines. */
const RAGGED = 1.2;
const UNKNOWN_PX = 160;
/** A question scrolls inside its frame. */
const HIGHEST_QUESTION_PX = 260;

/** About how many pixels high a message will be in a list this wide, so that the scroll bar tells the truth early. */
export function expectedHeight(message: PanelMessage | undefined, width: number): number {
  if (message === undefined) return UNKNOWN_PX;
  const isQuestion = message.role === 'user';
  const { length } = isQuestion ? message.text : message.answer.text;
  const perLine = Math.max(20, (width - 40) / LETTER_PX);
  const height = AROUND_PX + Math.ceil((length * RAGGED) / perLine) * LINE_PX;
  return isQuestion ? Math.min(height, HIGHEST_QUESTION_PX) : height;
}
