import { describe, expect, test } from 'vitest';
import { messageText } from '../../../src/core/chat/message.ts';
import { activeCompaction, shownCompactions } from '../../../src/shell/chat/compaction.ts';
import { type Conversation, historyBefore } from '../../../src/shell/chat/conversation.ts';
import { panelMessages } from '../../../src/shell/chat/panelMessages.ts';
import { readConversation } from '../../../src/shell/chat/readConversation.ts';
import { pathOf, without } from '../../../src/shell/chat/tree.ts';
import type { Turn } from '../../../src/shell/chat/turns.ts';
import { coveredTurns } from '../../../src/shell/summarize/coveredTurns.ts';
import { answerTurn, conversationOf, userTurn } from '../chat/aConversation.ts';

/** A chat of so many questions `q1`, `q2`, … with their answers `a1`, `a2`, …, and one question more, `end`. */
function chat(questions: number, compactions: Conversation['compactions'] = []): Conversation {
  const turns: Turn[] = [];
  for (let n = 1; n <= questions; n++) {
    const context = n === 1 ? { images: [{ mimeType: 'image/png', base64: 'AA==' }] } : {};
    turns.push(userTurn(`q${n}`, turns.at(-1)?.id ?? null, { text: `question ${n}`, context }));
    turns.push(answerTurn(`a${n}`, `q${n}`, `answer ${n}`));
  }
  return { ...conversationOf(turns), compactions };
}

function sentBefore(conversation: Conversation): string[] {
  const asked = { ...conversation, turns: [...conversation.turns, userTurn('end', conversation.head)], head: 'end' };
  return historyBefore(asked, 'end').map((message) => messageText(message).replace(/[\s\S]*\n\n/, ''));
}

const compaction = (upTo: string, active = true, id = upTo) => {
  return { id, upTo, text: `summary up to ${upTo}`, model: 'a/m', costUsd: 0.001, at: 5, active };
};

describe('a summary of earlier messages', () => {
  test('is sent instead of what it stands for while it is active, and nothing of it afterwards', () => {
    const whole = ['question 1', 'answer 1', 'question 2', 'answer 2', 'question 3', 'answer 3'];
    expect(sentBefore(chat(3))).toEqual(whole);
    expect(sentBefore(chat(3, [compaction('a2', false)]))).toEqual(whole);
    const [first, , ...rest] = sentBefore(chat(3, [compaction('a2')]));
    expect(first).toBe('summary up to a2');
    expect(rest).toEqual(['question 3', 'answer 3']);
  });

  test('is as private as what it stands for, also where an answer was deleted since', () => {
    const conversation = chat(3, [compaction('a2')]);
    const [first] = conversation.turns;
    if (first?.role === 'user') {
      first.context = { files: [{ path: 'secrets/plan.txt', text: 'PLAN' }], level: 'internal' };
    }
    const told = ({ turns }: Pick<Conversation, 'turns'>) =>
      historyBefore({ ...conversation, turns }, 'q3').map(({ paths, level }) => [paths, level]);
    expect(told(conversation)[0]).toEqual([['secrets/plan.txt'], 'internal']);
    expect(told(without(conversation, 'a1'))[0]).toEqual([['secrets/plan.txt'], 'internal']);
  });

  test('that covers the most wins, and one of another branch says nothing', () => {
    const several = chat(3, [compaction('a1'), compaction('a2'), compaction('gone')]);
    expect(activeCompaction(several, pathOf(several))?.upTo).toBe('a2');
    expect(sentBefore(several)[0]).toBe('summary up to a2');
  });

  test('is shown after the last message it stands for, an undone one too', () => {
    const shown = (compactions: Conversation['compactions']) =>
      panelMessages(chat(3, compactions)).flatMap((message) =>
        message.role === 'assistant' && message.summary ? [`${message.id} ${message.summary.active}`] : [],
      );
    expect(shown([compaction('a2')])).toEqual(['a2 true']);
    expect(shown([compaction('a2', false)])).toEqual(['a2 false']);
    expect(shown([compaction('a1'), compaction('a2')])).toEqual(['a2 true']);
    expect(shown([compaction('a1'), compaction('a2', false)])).toEqual(['a1 true', 'a2 false']);
  });

  test('of one place: the newest is shown', () => {
    const two = chat(2, [compaction('a1', false, 'old'), compaction('a1', true, 'new')]);
    expect(shownCompactions(two, pathOf(two)).get('a1')?.id).toBe('new');
  });

  test('covers all but the last exchange, with the summary that stands there already', () => {
    expect(coveredTurns(chat(1))).toBeUndefined();
    expect(coveredTurns(chat(3))?.upTo).toBe('a2');
    expect(coveredTurns(chat(3, [compaction('a2')]))).toBeUndefined();
    expect(coveredTurns(chat(3, [compaction('a2', false)]))?.upTo).toBe('a2');
    const again = coveredTurns(chat(3, [compaction('a1')]));
    expect(again?.messages.map(messageText)[0]).toContain('summary up to a1');
  });

  test('is kept with the chat, as pictures are, which later questions show again', () => {
    const conversation = chat(2, [compaction('a1', false)]);
    const read = readConversation(JSON.parse(JSON.stringify(conversation)));
    expect(read?.compactions).toEqual(conversation.compactions);
    const [question] = read === undefined ? [] : historyBefore(read, 'q2');
    expect(question?.parts).toContainEqual({ type: 'image', mimeType: 'image/png', base64: 'AA==' });
  });
});
