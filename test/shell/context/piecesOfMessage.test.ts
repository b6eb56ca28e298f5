import { expect, test, vi } from 'vitest';
import { mergeContexts } from '../../../src/core/chat/mergeContexts.ts';
import type { RequestContext } from '../../../src/core/chat/requestContext.ts';
import { MessageQueue } from '../../../src/shell/chat/messageQueue.ts';
import { type QueuedMessage, queuedSchema } from '../../../src/shell/chat/turns.ts';
import { fixedPiece, type Piece } from '../../../src/shell/context/piece.ts';
import { readPieces } from '../../../src/shell/context/pieceReader.ts';
import { piecesOfMessage } from '../../../src/shell/context/piecesOfMessage.ts';
import { prepareQuestion } from '../../../src/shell/context/prepareQuestion.ts';
import { chatHandlers } from '../../../src/shell/panel/handlers/chatHandlers.ts';
import type { PanelParts } from '../../../src/shell/panel/panelParts.ts';
import { FakeChatHost } from '../chat/aChatHost.ts';
import { conversationOf } from '../chat/aConversation.ts';

vi.mock('vscode', () => ({ l10n: { t: (words: string) => words } }));

const FILE: RequestContext = { files: [{ path: 'src/a.ts', text: 'a', languageId: 'typescript' }] };
const PICTURE: RequestContext = { images: [{ mimeType: 'image/png', base64: 'AAAA' }] };
const PIECES: Piece[] = [
  fixedPiece({ id: 'file a', kind: 'file', label: 'a.ts', detail: 'src/a.ts' }, FILE),
  fixedPiece({ id: 'image b', kind: 'image', label: 'b.png', detail: 'b.png (1 KB)', thumbnail: 'data:b' }, PICTURE),
  {
    chip: { id: 'file gone', kind: 'file', label: 'gone.ts', detail: 'gone.ts' },
    gather: async () => ({ problem: 'It is gone.' }),
  },
];

/** A message as it waits in the queue. */
async function queued(): Promise<QueuedMessage> {
  const signal = new AbortController().signal;
  const asked = await prepareQuestion(
    'Why?',
    { editor: [], pieces: PIECES },
    { all: async () => [] } as never,
    (pieces) => readPieces(pieces, signal),
  );
  const attachments = asked?.attachments ?? [];
  const pieces = attachments.map(({ context }) => context) as QueuedMessage['pieces'];
  const chips = attachments.map(({ chip }) => chip);
  return { id: 'm1', text: 'Why?', command: 'ask', chips, context: { command: 'ask' }, pieces };
}
const read = (pieces: readonly Piece[]) =>
  Promise.all(
    pieces.map(async ({ chip, gather }) => [chip.label, await gather(new AbortController().signal)] as const),
  );

test('a waiting message that is edited leaves the queue, and each of its pieces is attached again', async () => {
  const queue = new MessageQueue(new FakeChatHost(conversationOf([])));
  queue.add(await queued());
  const attached: Piece[] = [];
  const desk = { bringBack: (message: QueuedMessage) => attached.push(...piecesOfMessage(message)) };
  const handlers = chatHandlers({ chat: { queue }, desk } as unknown as PanelParts);
  handlers['queue/edit']({ messageId: 'm1' });
  handlers['queue/edit']({ messageId: 'm1' });
  expect(queue.waiting).toEqual([]);
  expect(await read(attached)).toEqual([
    ['a.ts', { context: FILE }],
    ['b.png', { context: PICTURE }],
    ['gone.ts', { problem: 'It is gone.' }],
  ]);
  expect(attached[1]?.chip.thumbnail).toBe('data:b');
});

test('after a reload they are what they were', async () => {
  const message = queuedSchema.parse(JSON.parse(JSON.stringify(await queued())));
  expect(await read(piecesOfMessage(message))).toEqual([
    ['a.ts', { context: FILE }],
    ['b.png', { context: PICTURE }],
    ['gone.ts', { problem: 'It is gone.' }],
  ]);
});

test('of a message from before it was kept which is which they come as one', async () => {
  const { pieces: _, ...message } = await queued();
  const before = {
    ...message,
    context: mergeContexts([{ command: 'ask' }, FILE, PICTURE]) as QueuedMessage['context'],
  };
  const { command: __, ...context } = before.context;
  expect(await read(piecesOfMessage(before))).toEqual([
    ['a.ts, b.png', { context }],
    ['gone.ts', { problem: 'It is gone.' }],
  ]);
  expect(piecesOfMessage({ ...before, chips: [] })).toEqual([]);
});
