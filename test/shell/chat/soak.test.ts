import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { ChatController } from '../../../src/shell/chat/chatController.ts';
import { ConversationStore } from '../../../src/shell/chat/conversationStore.ts';
import { panelMessages } from '../../../src/shell/chat/panelMessages.ts';
import type { Engine } from '../../../src/shell/engine.ts';
import { PanelFeed } from '../../../src/shell/panel/panelFeed.ts';
import { INITIAL_STATE } from '../../../webview/state/viewState.ts';
import { collectGarbage } from '../../fakes/collectGarbage.ts';
import { Scenario } from '../../fakes/scenario.ts';
import { COMPOSER, PROVIDERS } from '../../webview/samples.ts';

vi.mock('vscode', () => ({ l10n: { t: (words: string) => words } }));

const folder = mkdtempSync(join(tmpdir(), 'switchyard-soak-'));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const PIECES = Array.from({ length: 24 }, (_, index) => `word${index} and some more of them. `);

test('a chat of 500 messages: the host holds what was said and little else, and tells a panel only what is new', {
  timeout: 90_000,
}, async () => {
  const scenario = new Scenario({ a: [...PIECES, { usage: { inputTokens: 9, outputTokens: 9 } }, { finish: 'stop' }] });
  const { setup, tools, ledger } = scenario;
  const silent = { info() {}, warn() {}, error() {} };
  const store = new ConversationStore(folder, silent as never);
  const engine = { setup, tools, ledger } as unknown as Engine;
  const chat = new ChatController(engine, store, store.create(), silent as never);
  let posted = 0;
  let largest = 0;
  const source = {
    conversationId: () => chat.conversation.id,
    messages: () => panelMessages(chat.conversation),
    composer: () => COMPOSER,
    setup: () => ({ ready: true, providers: PROVIDERS }),
    talk: () => INITIAL_STATE.talk,
  };
  const feed = new PanelFeed(source, (_, params) => {
    const { length } = JSON.stringify(params);
    posted += length;
    largest = Math.max(largest, length);
  });
  chat.listen(feed);
  feed.start();

  const ask = async (count: number) => {
    const before = posted;
    largest = 0;
    for (let index = 0; index < count; index++) {
      await chat.send({ text: `question ${index}`, command: 'ask', attachments: [] });
      // The fake keeps every call with all that was said before it.
      scenario.providers.a?.calls.splice(0);
    }
    collectGarbage();
    return { heapMb: process.memoryUsage().heapUsed / 1e6, postedKb: (posted - before) / 1000 / count, largest };
  };
  await ask(25);
  const early = await ask(25);
  await ask(150);
  const late = await ask(50);

  expect(chat.conversation.turns).toHaveLength(500);
  expect(chat.lastAnswer?.answer.text).toBe(PIECES.join(''));
  // 400 messages lie between the two: their texts are not a megabyte.
  expect(late.heapMb - early.heapMb).toBeLessThan(8);
  // The order of the messages is all that grows.
  expect(late.postedKb - early.postedKb).toBeLessThan(40);
  expect(late.largest).toBeLessThan(30_000);
});
