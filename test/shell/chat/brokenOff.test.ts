import { readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import type { Conversation } from '../../../src/shell/chat/conversation.ts';
import type { Step } from '../../fakes/scriptedProvider.ts';
import { aWindow } from './aWindow.ts';

vi.mock('vscode', () => ({ l10n: { t: (words: string) => words } }));

/** US$ 1 in and 2 out per million tokens. */
const HALF = 'Half of what there is to say, '.repeat(10);
const REST: Step[] = ['and the rest of it.', { usage: { inputTokens: 100, outputTokens: 10 } }, { finish: 'stop' }];
let open: ReturnType<typeof aWindow> | undefined;
afterEach(() => open?.close());

/** A chat whose window was killed in the middle of its answer, opened in another one. */
async function killed(settings: Record<string, unknown> = {}, isKnown = false) {
  const window = aWindow({ a: [[HALF, { wait: 1e6 }], REST] }, settings);
  open = window;
  await window.ask('Say it all, please.');
  const { conversation } = window.chat;
  const left = structuredClone({ ...conversation, id: 'left' }) as Conversation;
  for (const turn of left.turns) if (turn.role === 'assistant') turn.answer = { ...turn.answer, status: 'interrupted' };
  await window.close();
  // Of a window that is killed nothing is kept.
  window.scenario.ledger.rows.length = 0;
  const next = aWindow({ a: REST }, settings);
  open = next;
  const answer = left.turns.at(-1);
  const known = { requestId: answer?.id, attempt: 1, startedAt: Date.now() + 1000, costNano: 7000 };
  if (isKnown) next.scenario.ledger.record(known as never);
  next.chat.chats.open(left);
  return next;
}
const figures = ({ answer }: NonNullable<ReturnType<typeof aWindow>['chat']['lastAnswer']>) =>
  answer.done ?? answer.error;

test('an answer that its window took along is estimated when it is continued: the sum is known, and says what it is', async () => {
  const { chat, scenario } = await killed();
  const answer = chat.lastAnswer;
  if (answer === undefined) throw new Error('no answer');
  void chat.messages.continueAnswer(answer.id);
  await scenario.clock.advance(1);
  await vi.waitFor(() => expect(chat.lastAnswer?.answer.status).toBe('done'));
  expect(chat.lastAnswer?.answer.text).toBe(`${HALF}and the rest of it.`);
  const [first, second] = scenario.ledger.rows;
  expect([first, second]).toMatchObject([
    { requestId: answer.id, attempt: 1, outcome: 'cancelled', estimated: true, model: 'a/m', source: 'panel' },
    { outcome: 'ok', estimated: false, usage: { inputTokens: 100, outputTokens: 10 }, costNano: 120_000 },
  ]);
  const { inputTokens = 0, outputTokens = 0 } = first?.usage ?? {};
  expect(inputTokens).toBeGreaterThan(10);
  expect(outputTokens).toBeGreaterThan(60);
  expect(outputTokens).toBeLessThan(120);
  const usd = (inputTokens + 100 + 2 * (outputTokens + 10)) / 1e6;
  expect(figures(answer)).toMatchObject({
    costSource: 'priced',
    estimated: true,
    usage: { inputTokens: inputTokens + 100 },
  });
  expect(figures(answer)?.costUsd).toBeCloseTo(usd, 9);
});

test('it is paid for once, whatever is asked after it', async () => {
  const { chat, scenario, ask } = await killed();
  const broken = chat.lastAnswer;
  await ask('And now?', 1);
  await ask('And then?', 1);
  await vi.waitFor(() => expect(scenario.ledger.rows.map(({ outcome }) => outcome)).toEqual(['cancelled', 'ok', 'ok']));
  expect(broken?.answer).toMatchObject({ status: 'interrupted', error: { estimated: true } });
  expect(broken?.answer.error?.costUsd).toBeCloseTo((scenario.ledger.rows[0]?.costNano ?? 0) / 1e9, 9);
});

test('what the ledger has of it counts, and is not kept twice', async () => {
  const { chat, scenario } = await killed({}, true);
  const answer = chat.lastAnswer;
  if (answer === undefined) throw new Error('no answer');
  expect(scenario.ledger.rows).toHaveLength(1);
  expect(figures(answer)).toMatchObject({ costUsd: 0.000007, estimated: true });
});

test('without a price its cost stays unknown', async () => {
  const { chat } = await killed({ models: {} });
  const answer = chat.lastAnswer;
  if (answer === undefined) throw new Error('no answer');
  chat.messages.show(answer.id);
  expect(figures(answer)).toMatchObject({ costUsd: null, estimated: true });
});

/** A window that starts after another was killed while an answer came, with the chat's file as that one left it. */
async function afterKill(age: number) {
  const window = aWindow({ a: [[HALF, { wait: 1e6 }], REST] });
  open = window;
  await window.ask('Say it all, please.');
  const file = join(window.store.folder, `${window.chat.conversation.id}.json`);
  await window.store.save(window.chat.conversation);
  const left = readFileSync(file, 'utf8');
  await window.close();
  const next = aWindow({ a: REST });
  open = next;
  const copy = join(next.store.folder, `${window.chat.conversation.id}.json`);
  writeFileSync(copy, left);
  const at = (Date.now() - age) / 1000;
  utimesSync(copy, at, at);
  return { ...next, id: window.chat.conversation.id, bytes: () => readFileSync(copy, 'utf8') === left };
}
const MINUTE = 60_000;

test('what a killed window has spent is in the ledger once the next one has started, though nobody opens its chat', async () => {
  const { chat, scenario, store, id, bytes } = await afterKill(MINUTE);
  await chat.settleLeft();
  await chat.settleLeft();
  expect(scenario.ledger.rows).toMatchObject([
    { outcome: 'cancelled', estimated: true, guessed: true, conversationId: id, source: 'panel' },
  ]);
  expect(bytes()).toBe(true);
  const loaded = await store.load(id);
  if (loaded === undefined) throw new Error('no chat');
  chat.chats.open(loaded);
  expect(scenario.ledger.rows).toHaveLength(1);
  expect(figures(chat.lastAnswer ?? (undefined as never))?.costUsd).toBeGreaterThan(0);
});

test.each([
  ['another window may still be writing', 1000],
  ['are older than a week', 8 * 86_400_000],
])('chats that %s are left for later', async (_, age) => {
  const { chat, scenario } = await afterKill(age);
  await chat.settleLeft();
  expect(scenario.ledger.rows).toEqual([]);
});
