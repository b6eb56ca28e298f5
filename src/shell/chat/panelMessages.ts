import { isComing } from '../../protocol/isComing.ts';
import type { PanelMessage } from '../../protocol/panelState.ts';
import { shownCompactions } from './compaction.ts';
import type { Conversation } from './conversation.ts';
import { pathOf } from './tree.ts';
import { type AnswerTurn, isWorded, type Turn } from './turns.ts';

/**
 * The shown turns as the panel draws them: without the attached texts, with the other versions of each. The last answer
 * comes after the one it was to replace, where both are to be seen.
 */
export function panelMessages(conversation: Conversation): PanelMessage[] {
  const siblings = siblingIds(conversation.turns);
  const versions = (turn: Turn) => {
    const ids = siblings.get(placeOf(turn)) ?? [];
    return ids.length > 1 ? { siblings: ids } : {};
  };
  const path = pathOf(conversation);
  const summaries = shownCompactions(conversation, path);
  return path.flatMap((turn): PanelMessage[] => {
    if (turn.role === 'user') {
      const { id, text, chips } = turn;
      return [{ role: 'user', id, text, chips, ...versions(turn) }];
    }
    const former = turn.id === conversation.head ? formerOf(conversation, turn) : undefined;
    const beside = former !== undefined && turn.beside === true ? { beside: true } : {};
    const shown = former === undefined ? [turn] : [former, turn];
    const summary = summaries.get(turn.id);
    const divider = summary === undefined ? {} : { summary };
    return shown.map((one) => ({
      ...answerMessage(one),
      ...versions(one),
      ...beside,
      ...(one === turn ? divider : {}),
    }));
  });
}

function answerMessage({ id, answer, feedback }: AnswerTurn): Extract<PanelMessage, { role: 'assistant' }> {
  return { role: 'assistant', id, answer, ...(feedback === undefined ? {} : { feedback }) };
}

/** The answer that is shown before the one that was to replace it: both are compared, or the new one brought no word. */
function formerOf({ turns }: Conversation, turn: AnswerTurn): AnswerTurn | undefined {
  if (turn.replaces === undefined || !(turn.beside || !(isWorded(turn) || isComing(turn.answer)))) return undefined;
  const former = turns.find(({ id }) => id === turn.replaces);
  return former?.role === 'assistant' && isWorded(former) ? former : undefined;
}

function siblingIds(turns: readonly Turn[]): ReadonlyMap<string, string[]> {
  const ids = new Map<string, string[]>();
  for (const turn of turns) {
    const place = ids.get(placeOf(turn));
    if (place === undefined) ids.set(placeOf(turn), [turn.id]);
    else place.push(turn.id);
  }
  return ids;
}

function placeOf({ parent, role }: Turn): string {
  return `${role} ${parent ?? ''}`;
}
