import type { Conversation } from '../chat/conversation.ts';
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

/** Puts a block at every cursor. */
export async function insert({ text }: UsedBlock): Promise<void> {
  await insertAtCursor(text);
}

/** Opens an untitled document with a block. */
export async function newFile(block: UsedBlock, conversation: Conversation): Promise<void> {
  await openNewFile(block, sourceOf(block, conversation));
}

/** Puts one line of a block in a terminal. */
export async function terminal({ text }: UsedBlock): Promise<void> {
  await placeInTerminal(text);
}

/** Compares a block with its file. */
export async function apply(block: UsedBlock, conversation: Conversation): Promise<void> {
  await applyBlock(block, sourceOf(block, conversation));
}

/** Compares every block of an answer that names its file. */
export async function applyAll(messageId: string, conversation: Conversation): Promise<void> {
  const source = answerSource(conversation, messageId);
  if (source !== undefined) await applyAnswer(source);
}

function sourceOf({ messageId }: UsedBlock, conversation: Conversation) {
  return messageId === undefined ? undefined : answerSource(conversation, messageId);
}
