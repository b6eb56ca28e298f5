import { afterEach, expect, test, vi } from 'vitest';
import type { Conversation } from '../../../src/shell/chat/conversation.ts';
import { fault, type Step } from '../../fakes/scriptedProvider.ts';
import { aWindow } from './aWindow.ts';

vi.mock('vscode', () => ({ l10n: { t: (words: string) => words } }));

const SLOW: Step[] = ['Half ', { wait: 100 }, 'whole.', { usage: { outputTokens: 2 } }, { finish: 'stop' }];
const windows: ReturnType<typeof aWindow>[] = [];
function open(...scripted: Parameters<typeof aWindow>) {
  const opened = aWindow(...scripted);
  windows.push(opened);
  return opened;
}
afterEach(() => Promise.all(windows.splice(0).map((one) => one.close())));

const lines = ({ turns }: Conversation) =>
  turns.map((turn) => (turn.role === 'user' ? turn.text : `${turn.answer.status}: ${turn.answer.text}`));

test('a new chat leaves the running answer alone: it comes to its end in its own chat, is saved and paid for', async () => {
  const { chat, scenario, store, ask } = open({ a: SLOW });
  const first = chat.conversation;
  await ask('One?');
  chat.newChat();
  expect([chat.busy, chat.chats.isBusy(first.id), chat.chats.held(first.id)]).toEqual([false, true, first]);
  await ask('Two?', 50);
  expect([chat.busy, lines(first), lines(chat.conversation)]).toEqual([
    true,
    ['One?', 'streaming: Half '],
    ['Two?', 'streaming: Half '],
  ]);
  chat.stop();
  await scenario.clock.advance(100);
  expect([lines(first), lines(chat.conversation)]).toEqual([
    ['One?', 'done: Half whole.'],
    ['Two?', 'stopped: Half '],
  ]);
  await vi.waitFor(async () => expect(lines((await store.peek(first.id)) as Conversation)).toEqual(lines(first)));
  await vi.waitFor(() => expect(chat.chats.held(first.id)).toBeUndefined());
  expect(scenario.ledger.rows.map(({ outcome }) => outcome)).toEqual(['cancelled', 'ok']);
});

test('what waits in a chat that was left is asked there when its turn comes, with what was attached to it', async () => {
  const { chat, scenario, ask } = open({ a: SLOW });
  const first = chat.conversation;
  await ask('One?');
  const note = {
    chip: { id: 'n', kind: 'link', label: 'n', detail: 'n' },
    context: { notes: [{ title: 'n', text: 'A note.' }] },
  } as const;
  void chat.send({ text: 'Two?', command: 'ask', attachments: [note] });
  await ask('Three?');
  chat.newChat();
  await scenario.clock.advance(100);
  await vi.waitFor(() => expect(lines(first)).toEqual(['One?', 'done: Half whole.', 'Two?', 'streaming: Half ']));
  expect([first.queue?.map(({ text }) => text), chat.busy, lines(chat.conversation)]).toEqual([['Three?'], false, []]);
  expect(JSON.stringify(scenario.providers.a?.calls.at(-1)?.messages)).toContain('A note.');
  await scenario.clock.advance(100);
  await vi.waitFor(() => expect(lines(first).slice(4)).toEqual(['Three?', 'streaming: Half ']));
  chat.chats.open(first);
  expect(chat.busy).toBe(true);
  await scenario.clock.advance(100);
  expect(lines(first).at(-1)).toBe('done: Half whole.');
});

test.each<[string, Step[], (chat: ReturnType<typeof aWindow>['chat'], id: string) => void]>([
  ['a failure', ['Half', { wait: 100 }, fault('auth')], () => {}],
  ['a stop', SLOW, (chat, id) => void chat.chats.stop(id)],
  ['the chat is deleted', SLOW, (chat, id) => chat.chats.abandon(id)],
  ['the window is closed', SLOW, (chat) => void chat.close()],
])('after %s what waits is asked by nobody', async (_, script, end) => {
  const { chat, scenario, ask } = open({ a: script, b: [fault('auth')], c: [fault('auth')] });
  const first = chat.conversation;
  await ask('One?');
  await ask('Two?');
  chat.newChat();
  end(chat, first.id);
  await scenario.clock.advance(100);
  await vi.waitFor(() => expect(chat.chats.held(first.id)).toBeUndefined());
  await scenario.clock.advance(100);
  expect(first.queue?.map(({ text }) => text)).toEqual(['Two?']);
  expect(scenario.providers.a?.calls).toHaveLength(1);
});

test('closing the window keeps what came in every chat', async () => {
  const { chat, store, ask } = open({ a: SLOW });
  const first = chat.conversation;
  await ask('One?');
  chat.newChat();
  await ask('Two?');
  await chat.close();
  expect(lines((await store.peek(first.id)) as Conversation)).toEqual(['One?', 'interrupted: Half ']);
  expect(lines((await store.peek(chat.conversation.id)) as Conversation)).toEqual(['Two?', 'interrupted: Half ']);
});

test('a question that was made ready while its chat was left is asked in it', async () => {
  const { chat, scenario, ask } = open({ a: SLOW });
  await ask('One?', 100);
  const first = chat.conversation;
  await vi.waitFor(() => expect(chat.chats.held(first.id)).toBe(first));
  chat.newChat();
  await ask('Two?', 100, first);
  await vi.waitFor(() => expect(lines(first).slice(2)).toEqual(['Two?', 'done: Half whole.']));
  expect([scenario.ledger.rows.length, lines(chat.conversation)]).toEqual([2, []]);
});

const WHOLE: Step[] = ['Back again.', { usage: { outputTokens: 2 } }, { finish: 'stop' }];
const cardOf = ({ turns }: Conversation) => {
  const last = turns.at(-1);
  return last?.role === 'assistant' ? last.answer.problem : undefined;
};

test('a chat whose model is waited for goes on waiting when it is left, and gets its answer', async () => {
  const { chat, scenario, store, ask } = open({ a: [[fault('overloaded')], WHOLE] }, { routes: { default: ['a/m'] } });
  const first = chat.conversation;
  await ask('One?');
  chat.later.wait(first, null);
  chat.newChat();
  expect(chat.chats.held(first.id)).toBe(first);
  await scenario.clock.advance(300_000);
  expect(lines(first)).toEqual(['One?', 'failed: ', 'done: Back again.']);
  expect(lines(chat.conversation)).toEqual([]);
  await vi.waitFor(async () => expect(lines((await store.peek(first.id)) as Conversation)).toEqual(lines(first)));
  await vi.waitFor(() => expect(chat.chats.held(first.id)).toBeUndefined());
});

test('waiting in a chat that was left is seen when it is opened again, and stopped there', async () => {
  const { chat, scenario, ask } = open({ a: [[fault('overloaded')], WHOLE] }, { routes: { default: ['a/m'] } });
  const first = chat.conversation;
  await ask('One?');
  chat.later.wait(first, null);
  chat.newChat();
  chat.chats.open(first);
  expect(cardOf(chat.conversation)?.actions.map(({ action }) => action)).toEqual(['stopWaiting', 'retry']);
  chat.later.stop(chat.conversation);
  expect(cardOf(first)?.actions.map(({ action }) => action)).toContain('retryLater');
  await scenario.clock.advance(300_000);
  expect(lines(first)).toEqual(['One?', 'failed: ']);
});

test('waiting ends with its window, and the chat says so; a deleted chat is not asked in', async () => {
  const { chat, scenario, store, ask } = open({ a: [[fault('overloaded')], WHOLE] }, { routes: { default: ['a/m'] } });
  const first = chat.conversation;
  await ask('One?');
  chat.later.wait(first, null);
  await vi.waitFor(async () => {
    const read = (await store.load(first.id)) as Conversation;
    expect(cardOf(read)?.detail).toContain('A window was waiting to ask this again; this one is not.');
  });
  chat.chats.abandon(first.id);
  await scenario.clock.advance(300_000);
  expect(lines(first)).toEqual(['One?', 'failed: ']);
});
