import { beforeEach, expect, test, vi } from 'vitest';
import { PANEL_REQUESTS } from '../../../src/protocol/messages/panelMessages.ts';

vi.mock('vscode', () => ({
  l10n: { t: (text: string) => text },
  Uri: {
    parse: (text: string) => ({
      scheme: text.split(':')[0],
      path: text.replace(/^[a-z]+:\/\//, ''),
      toString: () => text,
    }),
  },
  TabInputText: class {},
  TabInputTextDiff: class {},
  window: { tabGroups: { all: [] } },
  workspace: {
    textDocuments: [{ uri: { toString: () => 'file:///elsewhere/open.txt' } }],
    getWorkspaceFolder: ({ path }: { path: string }) => (path.startsWith('/demo/') ? {} : undefined),
    asRelativePath: ({ path }: { path: string }) => path,
  },
}));
let offered: string[] = [];
vi.mock('../../../src/shell/completions/contextCompletions.ts', () => ({
  contextCompletions: async () => offered.map((id) => ({ id, label: id, detail: '', icon: 'file' })),
}));
vi.mock('../../../src/shell/modelChoices.ts', () => ({ modelChoices: () => [{ id: 'sim/small' }] }));

const { contextHandlers } = await import('../../../src/shell/panel/handlers/contextHandlers.ts');
const { modelHandlers } = await import('../../../src/shell/panel/handlers/modelHandlers.ts');
const { pieceOf } = await import('../../../src/shell/context/pieceOf.ts');

const attached: string[] = [];
const desk = { attach: (id: string) => attached.push(id) };
beforeEach(() => attached.splice(0));

test('only what was offered to the panel is attached', async () => {
  const handlers = contextHandlers({ desk } as unknown as Parameters<typeof contextHandlers>[0], () => {});
  const type = async (sequence: number, ids: string[]) => {
    offered = ids;
    await handlers['context/complete']({ trigger: '#', query: 'a', sequence });
  };
  await handlers['context/attach']({ id: 'file file:///demo/a.ts' });
  expect(attached).toEqual([]);
  await type(1, ['file file:///demo/a.ts']);
  await handlers['context/attach']({ id: 'file file:///home/.ssh/id_rsa' });
  await handlers['context/attach']({ id: 'file file:///demo/a.ts' });
  expect(attached).toEqual(['file file:///demo/a.ts']);
  for (const sequence of [2, 3, 4]) await type(sequence, ['editors']);
  await handlers['context/attach']({ id: 'file file:///demo/a.ts' });
  expect(attached).toHaveLength(1);
});

test('a file is attached by its id only where it is in the workspace or open', () => {
  const has = (id: string) => pieceOf(id, {} as Parameters<typeof pieceOf>[1]) !== undefined;
  expect(has('file file:///demo/a.ts')).toBe(true);
  expect(has('file file:///elsewhere/open.txt')).toBe(true);
  for (const id of ['file file:///elsewhere/b.txt', 'folder file:///etc', 'file file:///demo/../etc/passwd']) {
    expect(has(id)).toBe(false);
  }
});

test('a chat is pinned only to a model that can be asked', async () => {
  const chosen: unknown[] = [];
  const parts = { engine: {}, chat: { chooseModel: (...asked: unknown[]) => chosen.push(asked.join(' ')) } };
  const handlers = modelHandlers(parts as unknown as Parameters<typeof modelHandlers>[0]);
  for (const model of ['sim/small', 'evil/model', null]) await handlers['model/choose']({ model });
  await handlers['model/choose']({ model: null, checked: true });
  expect(chosen).toEqual(['sim/small', ' false', ' true']);
  expect(PANEL_REQUESTS['model/choose'].safeParse({ model: 'x'.repeat(501) }).success).toBe(false);
});
