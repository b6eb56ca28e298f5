// Run by the crash test in a process of its own, until it is killed: node writer.mjs FOLDER NAME SEED. It keeps chats, costs
// and what was learnt as a window does, and says what is kept, one line each, as soon as that was said to it.
import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { setImmediate } from 'node:timers/promises';
import { EMPTY_ANSWER } from '../../../src/protocol/answer.ts';
import { ConversationStore } from '../../../src/shell/chat/conversationStore.ts';
import { withTurn } from '../../../src/shell/chat/tree.ts';
import { ChatIndex } from '../../../src/shell/history/chatIndex.ts';
import { ModelMemoryFile } from '../../../src/storage/modelMemoryFile.ts';
import { openLedger } from '../../../src/storage/openLedger.ts';
import { answerTurn, userTurn } from '../../shell/chat/aConversation.ts';
import { aRow } from '../aRow.ts';
import { randomFrom } from './random.ts';

const [folder = '', name = '', seed = '0'] = process.argv.slice(2);
const random = randomFrom(Number(seed));
const complain = (message: string) => void writeSync(2, `${name}: ${message}\n`);
const log = { debug() {}, info() {}, warn: complain, error: complain };
const acknowledge = (...words: (string | number)[]) => void writeSync(1, `${words.join(' ')}\n`);

const [{ ledger, problem }, memory] = await Promise.all([
  openLedger(join(folder, 'ledger.db'), log),
  ModelMemoryFile.open(join(folder, 'learnt.json'), log),
]);
if (problem !== undefined) complain(problem);
const store = new ConversationStore(join(folder, 'chats'), log);
const index = new ChatIndex(store, join(folder, 'history.db'), log, () => {});
ledger.onChange(({ requestId }) => acknowledge('row', requestId));

async function chat(): Promise<void> {
  const conversation = store.create();
  const written = () => acknowledge('chat', conversation.id, conversation.turns.length);
  for (let turns = 1 + random() * 6; turns > 0; turns--) {
    const question = userTurn(randomUUID(), conversation.head, { text: 'asked '.repeat(1 + random() * 2000) });
    Object.assign(conversation, withTurn(conversation, question));
    const answer = answerTurn(randomUUID(), question.id, '');
    Object.assign(conversation, withTurn(conversation, answer));
    for (let pieces = random() * 5; pieces > 0; pieces--) {
      const text = answer.answer.text + 'answered '.repeat(random() * 2000);
      answer.answer = { ...EMPTY_ANSWER, status: 'streaming', text };
      await store.save(conversation);
      written();
    }
    answer.answer = { ...answer.answer, status: 'done' };
    await store.save(conversation);
    written();
    if (random() < 0.3) await index.refresh(conversation.id);
  }
  if (random() < 0.2 && (await store.change(conversation.id, { pinned: true }))) acknowledge('pinned', conversation.id);
  if (random() < 0.2 && (await store.remove(conversation.id))) acknowledge('removed', conversation.id);
}

async function costs(): Promise<void> {
  for (let rows = random() * 20; rows > 0; rows--) {
    ledger.record(aRow({ requestId: randomUUID(), startedAt: Date.now() }));
    if (random() < 0.5) await setImmediate();
  }
}

async function learn(): Promise<void> {
  const model = `${name}/${randomUUID()}`;
  memory.learn(model, { contextWindow: 4096 });
  await memory.flush();
  acknowledge('learnt', model);
}

acknowledge('ready');
for (;;) await Promise.all([chat(), costs(), random() < 0.3 ? learn() : costs()]);
