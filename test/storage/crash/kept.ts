import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SILENT } from '../../../src/core/ports/logger.ts';
import { readChatFile } from '../../../src/shell/chat/chatFile.ts';
import { ConversationStore } from '../../../src/shell/chat/conversationStore.ts';
import { ChatIndex } from '../../../src/shell/history/chatIndex.ts';
import { query } from '../ledgerFile.ts';

/** What writers said they have kept in a folder, compared with what is there. */
export class Kept {
  readonly #folder: string;
  readonly #rows = new Set<string>();
  readonly #turns = new Map<string, number>();
  readonly #pinned = new Set<string>();
  readonly #removed = new Set<string>();
  readonly #learnt = new Set<string>();
  count = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Takes down what a writer said; a line that was cut off says nothing. */
  acknowledge(said: string): void {
    for (const line of said.split('\n').slice(0, -1)) {
      const [kind, id = '', turns] = line.split(' ');
      this.count += 1;
      if (kind === 'row') this.#rows.add(id);
      else if (kind === 'chat') this.#turns.set(id, Number(turns));
      else if (kind === 'pinned') this.#pinned.add(id);
      else if (kind === 'removed') this.#removed.add(id);
      else if (kind === 'learnt') this.#learnt.add(id);
    }
  }

  /** Everything that was acknowledged and is not there, and everything that is there and damaged. */
  async missing(): Promise<string[]> {
    return [...this.#missingRows(), ...this.#missingFacts(), ...(await this.#missingChats()), ...this.#leftOvers()];
  }

  /** What the list does not show of the chats that are there, after it was compared with the files. */
  async missingInIndex(): Promise<string[]> {
    const store = new ConversationStore(join(this.#folder, 'chats'), SILENT);
    const index = new ChatIndex(store, join(this.#folder, 'history.db'), SILENT, () => {});
    await index.sync();
    const [known, files] = [await index.known(), await store.stamps()];
    await index.close();
    const check = query(join(this.#folder, 'history.db'), 'PRAGMA integrity_check') as { integrity_check: string }[];
    return [
      ...check.flatMap(({ integrity_check: said }) => (said === 'ok' ? [] : [`index: ${said}`])),
      ...[...files].flatMap(([id, { mtimeMs }]) => (known.get(id)?.mtimeMs === mtimeMs ? [] : [`not listed: ${id}`])),
      ...[...known.keys()].flatMap((id) => (files.has(id) ? [] : [`listed, not there: ${id}`])),
    ];
  }

  #missingRows(): string[] {
    const file = join(this.#folder, 'ledger.db');
    if (!existsSync(file)) return [...this.#rows];
    const [check] = query(file, 'PRAGMA integrity_check') as { integrity_check: string }[];
    if (check?.integrity_check !== 'ok') return [`ledger: ${check?.integrity_check}`];
    if (query(file, "SELECT 1 FROM sqlite_schema WHERE name = 'attempts'").length === 0) return [...this.#rows];
    const ids = (query(file, 'SELECT request_id AS id FROM attempts') as { id: string }[]).map(({ id }) => id);
    const there = new Set(ids.filter((id) => !id.startsWith('req-')));
    const twice = there.size === ids.filter((id) => !id.startsWith('req-')).length ? [] : ['a row twice'];
    return [...[...this.#rows].filter((id) => !there.has(id)).map((id) => `row ${id}`), ...twice];
  }

  #missingFacts(): string[] {
    const file = join(this.#folder, 'learnt.json');
    const { models = {} } = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
    // Of more than five hundred models the first are forgotten.
    const wanted = [...this.#learnt].slice(-400);
    return wanted.filter((model) => !(model in models)).map((model) => `learnt ${model}`);
  }

  async #missingChats(): Promise<string[]> {
    const wrong: string[] = [];
    const folder = join(this.#folder, 'chats');
    const trash = new Map(
      namesIn(`${folder}.trash`).map((name) => [name.split(' ')[1], join(`${folder}.trash`, name)]),
    );
    for (const name of namesIn(folder).filter((name) => name.endsWith('.json'))) {
      const found = await readChatFile(join(folder, name)).catch(() => undefined);
      if (`${found?.conversation.id}.json` !== name) wrong.push(`unreadable ${name}`);
    }
    for (const [id, turns] of this.#turns) {
      const removed = trash.get(`${id}.json`);
      const file = join(folder, `${id}.json`);
      if (this.#removed.has(id) && existsSync(file)) wrong.push(`not removed ${id}`);
      const chat = (await readChatFile(removed ?? file).catch(() => undefined))?.conversation;
      if ((chat?.turns.length ?? -1) < turns) wrong.push(`chat ${id}: ${chat?.turns.length} of ${turns} turns`);
      if (this.#pinned.has(id) && chat?.pinned !== true) wrong.push(`not pinned ${id}`);
    }
    return wrong;
  }

  #leftOvers(): string[] {
    return namesIn(this.#folder).filter((name) => name.includes('.corrupt-'));
  }
}

function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}
