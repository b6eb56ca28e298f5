import { afterEach, expect, test, vi } from 'vitest';
import { messageText } from '../../../src/core/chat/message.ts';
import type { ChatChange } from '../../../src/shell/chat/conversationStore.ts';
import { TitleKeeper } from '../../../src/shell/history/titleKeeper.ts';
import { fault, type Step } from '../../fakes/scriptedProvider.ts';
import { THREE } from '../../fakes/testSetup.ts';
import { aWindow } from '../chat/aWindow.ts';

vi.mock('vscode', () => ({ l10n: { t: (words: string) => words } }));

const price = (usd: number) => ({ price: { input: usd, output: usd }, contextWindow: 100_000 });
/** The routes ask `a` first; `c` is the cheapest and `b` comes next. */
const MODELS = { 'a/m': price(3), 'b/m': price(2), 'c/m': price(1) };
const ANSWER: Step[] = ['It rounds up.', { finish: 'stop' }];
const TITLE: Step[] = ['"Counting Pages"', { finish: 'stop' }];
const windows: ReturnType<typeof aWindow>[] = [];
afterEach(() => Promise.all(windows.splice(0).map((one) => one.close())));

function open(
  scripts: Parameters<typeof aWindow>[0],
  { titles = 'model', ...settings }: { titles?: 'model' | 'firstLine' } & Record<string, unknown> = {},
) {
  const opened = aWindow(scripts, { ...THREE, models: MODELS, ...settings });
  windows.push(opened);
  const { chat, store, scenario, silent } = opened;
  const { setup, tools } = scenario;
  const library = {
    read: async (id: string) => chat.chats.held(id) ?? store.peek(id),
    change: (id: string, change: ChatChange) => store.change(id, change, chat.chats.held(id)),
  };
  const keeper = new TitleKeeper({ setup, tools, titles }, chat, library, silent);
  const answered = new Promise<unknown>((resolve) => {
    chat.listen({ changed() {}, event() {}, problem() {}, answered: resolve });
  });
  const rows = () => scenario.ledger.rows.map(({ source, model, outcome }) => `${source} ${model} ${outcome}`);
  return { ...opened, keeper, answered, rows };
}
/** The first answer is written, and everything that it sets going has happened. */
async function settle({ answered, scenario }: ReturnType<typeof open>): Promise<void> {
  await answered;
  await scenario.clock.advance(1000);
}

test('the cheapest model of the route names a chat with little of its text, under a source of its own', async () => {
  const window = open({ a: ANSWER, c: TITLE });
  await window.ask(`How does it count? ${'x'.repeat(9000)}`);
  await vi.waitFor(() =>
    expect(window.chat.conversation).toMatchObject({ title: 'Counting Pages', titledBy: 'model' }),
  );
  expect(window.rows()).toEqual(['panel a/m ok', 'title c/m ok']);
  const [row] = window.scenario.ledger.rows.slice(-1);
  expect([row?.conversationId, row?.costNano === 0]).toEqual([window.chat.conversation.id, false]);
  const [call] = window.scenario.providers.c?.calls ?? [];
  const sent = call?.messages.map(messageText).join('\n') ?? '';
  expect(sent).toMatch(/How does it count\?[\s\S]*It rounds up\./);
  expect([sent.length < 3000, call?.maxOutputTokens, call?.byUser]).toEqual([true, 400, false]);
  await window.ask('And then?');
  await vi.waitFor(() => expect(window.chat.busy).toBe(false));
  await vi.waitFor(async () => expect((await window.store.peek(window.chat.conversation.id))?.turns).toHaveLength(4));
  await settle(window);
  expect(window.rows().slice(2)).toEqual(['panel a/m ok']);
});

test('where the cheapest fails the next one names it; where all fail the first line stays, and nobody hears of it', async () => {
  const window = open({ a: ANSWER, b: TITLE, c: [fault('server')] });
  await window.ask('One?');
  await vi.waitFor(() => expect(window.chat.conversation.title).toBe('Counting Pages'));
  expect(window.rows().slice(1)).toEqual(['title c/m server', 'title b/m ok']);

  const other = open({ a: [ANSWER, [fault('auth')]], b: [fault('auth')], c: [fault('auth')] });
  await other.ask('One?');
  await settle(other);
  expect(other.rows().slice(1)).toEqual(['title c/m auth', 'title b/m auth', 'title a/m auth']);
  expect(other.chat.conversation.title).toBeNull();
});

test('nobody reads a chat who was not to read its question', async () => {
  const routed = open({ a: [ANSWER, TITLE] }, { routes: { default: ['a/m'] } });
  await routed.ask('One?');
  await vi.waitFor(() => expect(routed.rows()).toEqual(['panel a/m ok', 'title a/m ok']));
  const pinned = open({ b: [ANSWER, TITLE] });
  pinned.chat.chooseModel('b/m');
  await pinned.ask('One?');
  await vi.waitFor(() => expect(pinned.rows()).toEqual(['panel b/m ok', 'title b/m ok']));
});

test('who was sent a private question all the same, that once, is not sent it again for a title', async () => {
  const learns = { ...THREE.providers.a, dataPolicy: { trainsOnData: true } };
  const window = open({ a: [ANSWER, TITLE] }, { providers: { a: learns, b: learns, c: learns } });
  const context = { files: [{ path: 'secrets/plan.txt', text: 'PLAN' }] };
  const chip = { id: 'file', kind: 'file', label: 'plan.txt', detail: 'secrets/plan.txt' } as const;
  const { chat } = window;
  const refused = await chat.send({ text: 'One?', command: 'ask', attachments: [{ chip, context }] });
  expect(refused?.answer.status).toBe('failed');
  const warned = vi.spyOn(window.silent, 'warn');
  void chat.messages.regenerate(refused?.id, { privacy: { level: 'public' } });
  await settle(window);
  await vi.waitFor(() => expect(warned).toHaveBeenCalledWith('no title for a chat: privacy'));
  expect(window.rows()).toEqual(['panel a/m ok']);
});

test('on this machine the model that answered names it, and nothing leaves', async () => {
  const local = { api: 'openai-chat', baseUrl: 'http://localhost:11434/v1', auth: 'none' };
  const window = open(
    { a: [ANSWER, TITLE], b: TITLE, c: TITLE },
    {
      providers: { ...THREE.providers, a: local },
      models: { ...MODELS, 'a/other': price(0.1) },
      routes: { default: ['a/m'] },
    },
  );
  await window.ask('One?');
  await vi.waitFor(() => expect(window.rows()).toEqual(['panel a/m ok', 'title a/m ok']));
});

test('a chat that was left before its answer ended gets its title too', async () => {
  const window = open({ a: ['It ', { wait: 100 }, ...ANSWER], c: TITLE });
  const { chat, store } = window;
  const { id } = chat.conversation;
  await window.ask('One?');
  chat.newChat();
  await window.scenario.clock.advance(100);
  await vi.waitFor(async () => expect((await store.peek(id))?.title).toBe('Counting Pages'));
  expect(chat.conversation.title).toBeNull();
});

test('a name that the user gave meanwhile stays', async () => {
  const window = open({ a: ANSWER, c: [{ wait: 100 }, ...TITLE] });
  const { chat, store } = window;
  await window.ask('One?');
  await vi.waitFor(() => expect(window.scenario.providers.c?.calls).toHaveLength(1));
  await store.change(chat.conversation.id, { title: 'Mine', titledBy: 'user' }, chat.conversation);
  await settle(window);
  expect([chat.conversation.title, window.rows()[1]]).toEqual(['Mine', 'title c/m ok']);
});

test.each<[string, Parameters<typeof open>]>([
  ['the setting says so', [{ a: ANSWER, c: TITLE }, { titles: 'firstLine' }]],
  ['the answer failed', [{ a: [fault('auth')], b: [fault('auth')], c: [fault('auth')] }]],
  [
    'a filter ended the answer',
    [{ a: ['No', { finish: 'contentFilter' }], c: TITLE }, { routes: { default: ['a/m'] } }],
  ],
])('nobody is asked for a title where %s', async (_, scripted) => {
  const window = open(...scripted);
  await window.ask('One?');
  await settle(window);
  expect(window.rows().filter((row) => row.startsWith('title'))).toEqual([]);
  expect(window.chat.conversation.title).toBeNull();
});
