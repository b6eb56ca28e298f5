import { afterEach, expect, test, vi } from 'vitest';
import type { ChosenPrivacy } from '../../../src/shell/chat/turns.ts';
import { answerTurn, conversationOf, userTurn } from './aConversation.ts';
import { aWindow } from './aWindow.ts';

vi.mock('vscode', () => ({ l10n: { t: (words: string) => words } }));
const { historyBefore } = await import('../../../src/shell/chat/conversation.ts');
const { draftRequest } = await import('../../../src/shell/chat/draftRequest.ts');

const END = { finish: 'stop' } as const;
const at = (dataPolicy: object) => ({ api: 'openai-chat', baseUrl: 'https://example.test/v1', dataPolicy });
const SETTINGS = {
  providers: { a: at({ trainsOnData: true }), b: at({ trainsOnData: false }), c: at({ trainsOnData: true }) },
};
const RAISED: ChosenPrivacy = { atLeast: 'confidential' };

let window: ReturnType<typeof aWindow>;
afterEach(() => window?.close());

const answered = () => ({
  a: [
    ['From a.', END],
    ['From a.', END],
  ],
  b: [
    ['From b.', END],
    ['From b.', END],
  ],
});
async function ask(text: string, privacy?: ChosenPrivacy): Promise<void> {
  void window.chat.send({ text, command: 'ask', attachments: [], privacy });
  await window.scenario.clock.advance(0);
}
const decisions = () =>
  window.chat.conversation.turns.flatMap((turn) =>
    turn.role === 'assistant' ? [`${turn.answer.text} ${turn.answer.decision?.sensitivity?.reasons ?? ''}`] : [],
  );

test('it goes with the question to the decision, and holds when it is asked again or edited', async () => {
  window = aWindow({ ...answered(), b: Array.from({ length: 3 }, () => ['From b.', END]) }, SETTINGS);
  await ask('hello', RAISED);
  const [question, answer] = window.chat.conversation.turns;
  expect(question).toMatchObject({ privacy: RAISED });
  void window.chat.messages.regenerate(answer?.id);
  await window.scenario.clock.advance(0);
  await window.chat.messages.edit(question?.id ?? '', 'hello there');
  expect(decisions()).toEqual(Array(3).fill('From b. set by you: confidential'));
});

test('what was raised stays so for what follows; a lowering is over with its question', async () => {
  const turns = [
    userTurn('q1', null, { privacy: RAISED }),
    answerTurn('a1', 'q1', 'Yes.'),
    userTurn('q2', 'a1', { privacy: { level: 'public', despite: 'confidential' } }),
    answerTurn('a2', 'q2', 'Yes.'),
    userTurn('q3', 'a2'),
  ];
  expect(historyBefore(conversationOf(turns), 'q3').map(({ level }) => level)).toEqual([
    'confidential',
    ...[undefined, undefined, undefined],
  ]);
});

test('what a summary stands for keeps its files and its level', () => {
  const turns = [
    userTurn('q1', null, { privacy: RAISED, context: { files: [{ path: '.env', text: 'A=1' }] } }),
    answerTurn('a1', 'q1', 'Yes.'),
    userTurn('q2', 'a1'),
  ];
  const summary = { id: 's', upTo: 'a1', text: 'Short.', model: 'a/m', costUsd: 0, at: 0, active: true };
  const [first] = historyBefore({ ...conversationOf(turns), compactions: [summary] }, 'q2');
  expect(first).toMatchObject({ paths: ['.env'], level: 'confidential' });
});

test('the draft is measured with it', () => {
  const conversation = { ...conversationOf([]), draftPrivacy: RAISED };
  expect(draftRequest(conversation, 'hello', {}).privacy).toEqual(RAISED);
});

test('a wish for this once comes before it', async () => {
  window = aWindow(answered(), SETTINGS);
  await ask('hello', RAISED);
  const id = window.chat.conversation.head ?? undefined;
  void window.chat.messages.regenerate(id, { privacy: { level: 'public', despite: 'confidential' } });
  await window.scenario.clock.advance(0);
  expect(decisions().at(-1)).toBe('From a. set by you: public');
});
