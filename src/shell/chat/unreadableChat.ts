import type { Logger } from '../../core/ports/logger.ts';
import { setAside } from '../../storage/setAside.ts';
import type { TellTrouble } from '../../storage/storageTrouble.ts';
import { whyUnreadable } from './chatFile.ts';

/** Sees to a chat's file that cannot be read: a damaged one is set aside and named, any other left as it is. */
export async function seeToUnreadable(file: string, logger: Logger, tell: TellTrouble): Promise<void> {
  const why = await whyUnreadable(file);
  if (why === 'newer') return tell({ type: 'newer', what: 'chats', file });
  const isStillDamaged = async () => (await whyUnreadable(file)) === 'damaged';
  const aside = why === 'damaged' ? await setAside(file, isStillDamaged).catch(() => undefined) : undefined;
  if (aside !== undefined) tell({ type: 'setAside', what: 'chats', file: aside });
  else logger.warn(`${file} cannot be read and is left as it is`);
}
