import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Step } from '../../fakes/scriptedProvider.ts';
import { aWindow } from '../chat/aWindow.ts';

vi.mock('vscode', () => ({ l10n: { t: (words: string) => words } }));

const ANSWER: Step[] = ['Some words.', { usage: { inputTokens: 1, outputTokens: 1 } }, { finish: 'stop' }];
let open: ReturnType<typeof aWindow> | undefined;
afterEach(() => open?.close());

/** A chat with one answer, and what was said of its answers so far. */
async function aChat() {
  const window = aWindow({ a: ANSWER, b: ANSWER });
  open = window;
  await window.ask('How are dates parsed?', 10);
  const { chat, scenario } = window;
  const signs = () => scenario.ledger.feedbackSince(0).map(({ feedback }) => feedback);
  return { ...window, chat, signs, id: () => chat.lastAnswer?.id ?? '' };
}

describe('a chat', () => {
  test('in which nothing happened gives no sign', async () => {
    const { ask, signs } = await aChat();
    await ask('And times?', 10);
    await ask('No problem, thanks', 10);
    expect(signs()).toEqual([]);
  });

  test('whose next question corrects says so of the answer before it', async () => {
    const { ask, signs, scenario, id } = await aChat();
    const first = id();
    await ask('Nein, das ist falsch', 10);
    expect(signs()).toEqual(['corrected']);
    expect(scenario.ledger.feedbackSince(0)).toMatchObject([{ requestId: first }]);
  });

  test('that begins with a complaint has no answer that it could be about', async () => {
    const window = aWindow({ a: ANSWER });
    open = window;
    await window.ask('It does not work', 10);
    expect(window.scenario.ledger.feedbackSince(0)).toEqual([]);
  });

  test('whose answer is asked for again, and of another model, says so', async () => {
    const { chat, signs, id, scenario } = await aChat();
    const first = id();
    void chat.messages.regenerate();
    await scenario.clock.advance(10);
    const second = id();
    expect(second).not.toBe(first);
    void chat.messages.regenerate(second, { model: 'b/m' });
    await scenario.clock.advance(10);
    chat.messages.choose(id());
    expect(signs()).toEqual(['redone', 'askedOther', 'chosen', 'passedOver']);
  });

  test('whose question is asked once more in the same words says so, by whom it is asked', async () => {
    const { chat, ask, signs, id, scenario } = await aChat();
    await ask('how are  dates parsed?', 10);
    expect(signs()).toEqual(['redone']);
    chat.chooseModel('b/m');
    const before = id();
    await ask('How are dates parsed?', 10);
    expect(signs()).toEqual(['redone', 'askedOther']);
    expect(scenario.ledger.feedbackSince(0).at(-1)).toMatchObject({ requestId: before });
    await ask('How are dates parsed?', 10);
    expect(signs()).toEqual(['redone', 'askedOther', 'redone']);
    await ask('How are times parsed?', 10);
    for (const words of ['go on', 'go on']) await ask(words, 10);
    expect(signs()).toHaveLength(3);
    const question = chat.conversation.turns.find(
      (turn) => turn.role === 'user' && turn.text === 'How are times parsed?',
    );
    const edited = async (text: string) => {
      const turns = chat.conversation.turns.length;
      void chat.messages.edit(question?.id ?? '', text);
      await vi.waitFor(() => expect(chat.conversation.turns.length).toBeGreaterThan(turns));
      await scenario.clock.advance(10);
    };
    await edited('How are times parsed here?');
    expect(signs()).toHaveLength(3);
    await edited('How are times parsed?');
    expect(signs().slice(3)).toEqual(['redone']);
  });

  test('teaches what its answers came to, and nothing of a model whose answer failed', async () => {
    const { chat, quality, signs, id, scenario } = await aChat();
    chat.messages.vote(id(), { vote: 'up' });
    expect(quality.learnt('here')).toMatchObject([{ model: 'a/m', answers: 1, good: 1, bad: 0 }]);
    chat.messages.vote(id(), null);
    void chat.messages.regenerate();
    await scenario.clock.advance(10);
    expect(quality.learnt('here')).toMatchObject([{ model: 'a/m', answers: 1, good: 0, bad: expect.closeTo(0.6) }]);
    const turn = chat.lastAnswer;
    if (turn === undefined) throw new Error('no answer');
    turn.answer = { ...turn.answer, text: '', status: 'failed' };
    chat.signs.note(turn, 'redone');
    expect(signs()).toEqual(['up', 'unvoted', 'redone', 'redone']);
    expect(quality.learnt('here')).toMatchObject([{ answers: 1 }]);
  });
});
