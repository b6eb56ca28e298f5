import type { Conversation } from '../chat/conversation.ts';
import type { SignKeeper } from '../learnt/signKeeper.ts';
import { WatchedUse } from '../learnt/watchedUse.ts';
import { answerSource } from './answerSource.ts';
import { applyAnswer, applyBlock } from './applyBlock.ts';
import { insertAtCursor } from './insertAtCursor.ts';
import { openNewFile } from './openNewFile.ts';
import { placeInTerminal } from './placeInTerminal.ts';

/** A code block as the panel names it: only its text counts, and what stands around it in the answer. */
interface UsedBlock {
  readonly text: string;
  readonly info: string;
  readonly messageId?: string | undefined;
}

/** The chat that the block stands in. */
interface UsingChat {
  readonly conversation: Conversation;
  readonly signs: SignKeeper;
}

/** Puts a block at every cursor. */
export async function insert(block: UsedBlock, chat: UsingChat): Promise<void> {
  const use = useOf(block, chat);
  if (await insertAtCursor(block.text, use.willEdit)) await use.used('inserted');
}

/** Opens an untitled document with a block. */
export async function newFile(block: UsedBlock, chat: UsingChat): Promise<void> {
  const use = useOf(block, chat);
  if (await openNewFile(block, sourceOf(block, chat))) await use.used('inserted');
}

/** Puts one line of a block in a terminal. */
export async function terminal(block: UsedBlock, chat: UsingChat): Promise<void> {
  const use = useOf(block, chat);
  if (await placeInTerminal(block.text)) await use.used('inserted');
}

/** Compares a block with its file. */
export async function apply(block: UsedBlock, chat: UsingChat): Promise<void> {
  const use = useOf(block, chat);
  if (await applyBlock(block, sourceOf(block, chat), use.willEdit)) await use.used('applied');
}

/** Compares every block of an answer that names its file. */
export async function applyAll(messageId: string, chat: UsingChat): Promise<void> {
  const use = useOf({ messageId }, chat);
  const source = answerSource(chat.conversation, messageId);
  if (source !== undefined && (await applyAnswer(source, use.willEdit))) await use.used('applied');
}

/** Whichever chat is open when it ends: the answer is the one that was clicked in. */
function useOf({ messageId }: Pick<UsedBlock, 'messageId'>, { conversation, signs }: UsingChat): WatchedUse {
  const turn = conversation.turns.find(({ id }) => id === messageId);
  return new WatchedUse(signs, turn?.role === 'assistant' ? turn : undefined);
}

function sourceOf({ messageId }: UsedBlock, { conversation }: UsingChat) {
  return messageId === undefined ? undefined : answerSource(conversation, messageId);
}
