import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { EMPTY_ANSWER } from '../../../src/protocol/answer.ts';
import type { Conversation } from '../../../src/shell/chat/conversation.ts';
import { ConversationStore } from '../../../src/shell/chat/conversationStore.ts';
import { withTurn } from '../../../src/shell/chat/tree.ts';
import { answerTurn, userTurn } from './aConversation.ts';

let folder = '';
let warnings: string[] = [];
const logger = { debug() {}, info() {}, warn: (m: string) => warnings.push(m), error: (m: string) => warnings.push(m) };
const store = (at = folder) => new ConversationStore(at, logger);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'switchyard-chats-'));
  warnings = [];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function say(conversation: Conversation, text: string): void {
  const turn = userTurn(`${conversation.turns.length}`, conversation.head, { text });
  Object.assign(conversation, withTurn(conversation, turn));
}

describe('chats on disk', () => {
  test('come back as they were', async () => {
    const mine = store();
    const chat = mine.create({ model: 'a/m' });
    say(chat, 'hello');
    await mine.save(chat);
    expect(await store().loadLatest()).toEqual(chat);
    expect((await stat(join(folder, `${chat.id}.json`))).mode & 0o777).toBe(0o600);
  });

  test('leave nothing of what killed windows had half written, and all that may be written now', async () => {
    const mine = store();
    const chat = mine.create();
    await mine.save(chat);
    for (const name of ['old.json.1.tmp', 'old.json.lock', 'new.json.2.tmp']) await writeFile(join(folder, name), '');
    for (const name of ['old.json.1.tmp', 'old.json.lock', `${chat.id}.json`]) await utimes(join(folder, name), 1, 1);
    await mine.purge();
    expect((await readdir(folder)).sort()).toEqual([`${chat.id}.json`, 'new.json.2.tmp'].sort());
  });

  test('begin anew where nothing was kept, also in a folder that is not there yet', async () => {
    const chat = await store(join(folder, 'new')).loadLatest();
    expect(chat.turns).toEqual([]);
    expect(await readdir(folder)).toEqual([]);
  });

  test('the one that was written last is opened', async () => {
    const mine = store();
    const [older, newer] = [mine.create(), mine.create()];
    say(older, 'older');
    say(newer, 'newer');
    await mine.save(older);
    await new Promise((resolve) => setTimeout(resolve, 20));
    await mine.save(newer);
    expect((await store().loadLatest()).id).toBe(newer.id);
  });

  test('one that was begun and never used is no chat to come back to', async () => {
    const mine = store();
    const [said, begun] = [mine.create(), mine.create()];
    say(said, 'said');
    await mine.save(said);
    await new Promise((resolve) => setTimeout(resolve, 20));
    await mine.save(begun);
    expect((await store().loadLatest()).id).toBe(said.id);
  });

  test('an answer that was coming when the process died is marked as interrupted, with its text', async () => {
    const mine = store();
    const chat = mine.create();
    say(chat, 'hello');
    const answer = { ...EMPTY_ANSWER, status: 'streaming', text: 'Half of' } as const;
    Object.assign(chat, withTurn(chat, answerTurn('x', '0', '', { answer })));
    await mine.save(chat);
    const loaded = await store().loadLatest();
    expect(loaded.turns[1]).toMatchObject({ answer: { status: 'interrupted', text: 'Half of' } });
  });

  test('a damaged file is set aside, named, and passed over', async () => {
    const mine = store();
    const chat = mine.create();
    say(chat, 'good');
    await mine.save(chat);
    const later = Date.now() / 1000 + 60;
    for (const [name, text] of [
      ['half', '{"turns": ['],
      ['empty', ''],
      ['odd', '{"version":2,"id":"odd"}'],
    ] as const) {
      const file = join(folder, `${name}.json`);
      await writeFile(file, text);
      // Not something that is being copied at the moment.
      await utimes(file, 1000, 1000);
      await store().load(name);
      const [aside = ''] = (await readdir(folder)).filter((found) => found.startsWith(`${name}.json.corrupt-`));
      expect(await readFile(join(folder, aside), 'utf8')).toBe(text);
      expect(warnings.splice(0)).toEqual([expect.stringContaining(join(folder, aside))]);
    }
    await utimes(join(folder, `${chat.id}.json`), later, later);
    expect((await store().loadLatest()).id).toBe(chat.id);
  });

  test('a file that someone is still copying is left alone', async () => {
    await writeFile(join(folder, 'coming.json'), '{"turns": [');
    await store().load('coming');
    expect(await readdir(folder)).toEqual(['coming.json']);
    expect(warnings).toEqual([expect.stringContaining('left as it is')]);
  });

  test('a chat of a newer version is named and never changed, whatever is done with it', async () => {
    const file = join(folder, 'newer.json');
    const text = '{"version":3,"id":"newer","turns":{"in":"another form"}}';
    await writeFile(file, text);
    await utimes(file, 1000, 1000);
    const mine = store();
    expect(await mine.load('newer')).toBeUndefined();
    expect(await mine.change('newer', { title: 'x' })).toBe(false);
    const clash = { ...mine.create(), id: 'newer' };
    say(clash, 'of the same id');
    await mine.save(clash);
    expect(clash.id).not.toBe('newer');
    expect(await readFile(file, 'utf8')).toBe(text);
    expect(warnings[0]).toContain('newer Switchyard');
  });
});

describe('two windows on one folder', () => {
  test('that go on with the same chat both keep everything', async () => {
    const first = store();
    const chat = first.create();
    say(chat, 'common');
    await first.save(chat);
    const second = store();
    const copy = await second.loadLatest();
    say(copy, 'from the second');
    await second.save(copy);
    say(chat, 'from the first');
    await first.save(chat);
    say(copy, 'again from the second');
    await second.save(copy);
    const texts = await Promise.all(
      (await readdir(folder)).map(async (name) =>
        JSON.parse(await readFile(join(folder, name), 'utf8')).turns.map((t: { text: string }) => t.text),
      ),
    );
    expect(texts.sort((a, b) => a.length - b.length)).toEqual([
      ['common', 'from the first'],
      ['common', 'from the second', 'again from the second'],
    ]);
    expect(copy.id).not.toBe(chat.id);
  });

  test('a draft makes a chat no newer, and is not written where another window has gone on with it', async () => {
    const first = store();
    const chat = first.create();
    say(chat, 'common');
    await first.save(chat);
    const { updatedAt } = chat;
    chat.draft = 'half a thought';
    await first.saveDraft(chat);
    const second = store();
    const copy = await second.loadLatest();
    expect(copy).toMatchObject({ draft: 'half a thought', updatedAt });
    say(copy, 'from the second');
    await second.save(copy);
    const { id } = chat;
    chat.draft = 'another thought';
    await first.saveDraft(chat);
    expect(chat.id).toBe(id);
    expect(await readdir(folder)).toEqual([`${id}.json`]);
    expect((await store().loadLatest()).turns).toHaveLength(2);
  });

  test('a window that only wrote itself stays in its file', async () => {
    const mine = store();
    const chat = mine.create();
    for (const text of ['one', 'two', 'three']) {
      say(chat, text);
      await mine.save(chat);
    }
    expect(await readdir(folder)).toEqual([`${chat.id}.json`]);
  });

  test('a folder that cannot be written loses nothing in memory and says so once per write', async () => {
    await writeFile(join(folder, 'file'), '');
    const mine = store(join(folder, 'file', 'chats'));
    const chat = mine.create();
    say(chat, 'kept in memory');
    await mine.save(chat);
    expect(chat.turns).toHaveLength(1);
    expect(warnings).toHaveLength(1);
  });
});
