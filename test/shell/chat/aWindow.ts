import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ChatController } from '../../../src/shell/chat/chatController.ts';
import type { Conversation } from '../../../src/shell/chat/conversation.ts';
import { ConversationStore } from '../../../src/shell/chat/conversationStore.ts';
import type { Engine } from '../../../src/shell/engine.ts';
import { MemoryQuality } from '../../../src/storage/quality/memoryQuality.ts';
import { Scenario } from '../../fakes/scenario.ts';

/** A window's chat around scripted providers, with its files in a folder of its own. */
export function aWindow(...scripted: ConstructorParameters<typeof Scenario>) {
  const folder = mkdtempSync(join(tmpdir(), 'switchyard-window-'));
  const scenario = new Scenario(...scripted);
  const { setup, ledger } = scenario;
  const quality = new MemoryQuality(() => scenario.clock.now());
  const silent = { debug() {}, info() {}, warn() {}, error() {} };
  const store = new ConversationStore(folder, silent);
  const engine = {
    setup,
    ledger,
    quality,
    get tools() {
      return scenario.tools;
    },
  } as unknown as Engine;
  const chat = new ChatController(engine, store, store.create(), silent as never);
  return {
    ...{ scenario, store, chat, silent, quality },
    /** Asks as the panel does, and lets so much time pass. */
    async ask(text: string, ms = 0, conversation?: Conversation): Promise<void> {
      void chat.send({ text, command: 'ask', attachments: [] }, conversation);
      await scenario.clock.advance(ms);
    },
    async close(): Promise<void> {
      await chat.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
