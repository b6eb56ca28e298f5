import type { Engine } from '../engine.ts';
import { settleBrokenOff } from './brokenOff.ts';
import type { ConversationStore } from './conversationStore.ts';

/** Older chats than this many, or than a week, are settled when they are opened. */
const MOST = 40;
const WEEK_MS = 7 * 86_400_000;
/** While an answer comes its chat is written more often than this. */
const STILL_WRITTEN_MS = 10_000;

/**
 * Puts into the ledger what answers had cost whose windows were killed: of the newest chats, whose files are left as they
 * are. `isHeld`: a chat that this window has in memory, and settles itself.
 */
export async function settleLeftAnswers(
  store: Pick<ConversationStore, 'stamps' | 'peekLeft'>,
  engine: Pick<Engine, 'setup' | 'tools' | 'ledger'>,
  isHeld: (id: string) => boolean,
): Promise<void> {
  const now = Date.now();
  const recent = [...(await store.stamps())]
    .filter(([, { mtimeMs }]) => mtimeMs > now - WEEK_MS && mtimeMs < now - STILL_WRITTEN_MS)
    .sort(([, a], [, b]) => b.mtimeMs - a.mtimeMs)
    .slice(0, MOST);
  for (const [id] of recent) {
    const left = isHeld(id) ? undefined : await store.peekLeft(id);
    if (left !== undefined) settleBrokenOff(left, engine);
  }
}
