import type { Logger } from '../core/ports/logger.ts';
import { say } from '../core/words.ts';

/** What is kept on disk, as far as its troubles are told. */
export type Kept = 'ledger' | 'chats' | 'learnt';

/**
 * Something about kept files that their owner has to know: a damaged file was moved to `file`; damage was found in one that
 * is in use; one is of a newer version and left as it is; what should be written is kept in memory (`isFull`: for want of space); it is written again.
 */
export type StorageTrouble =
  | { readonly type: 'setAside'; readonly what: Kept; readonly file: string }
  | { readonly type: 'damaged'; readonly what: 'ledger' }
  | { readonly type: 'newer'; readonly what: Kept; readonly file: string }
  | { readonly type: 'unwritten'; readonly what: Kept; readonly isFull: boolean; readonly reason: string }
  | { readonly type: 'inMemory'; readonly what: Kept; readonly reason: string }
  | { readonly type: 'writtenAgain'; readonly what: Kept };

/** Takes note of a trouble; must not throw. */
export type TellTrouble = (trouble: StorageTrouble) => void;

/** Says each trouble in the log. */
export function logTroubles(logger: Logger): TellTrouble {
  return (trouble) => {
    if (trouble.type === 'writtenAgain') logger.info(troubleWords(trouble));
    else logger.warn(troubleWords(trouble));
  };
}

/** A trouble in its owner's words: what happened, where the file is, and what to do. */
export function troubleWords(trouble: StorageTrouble): string {
  switch (trouble.type) {
    case 'setAside':
      return SET_ASIDE[trouble.what](trouble.file);
    case 'damaged':
      return say(
        'The ledger of costs is damaged. It is set aside at the next start, and a new one begun; until then some figures are missing.',
      );
    case 'newer':
      return NEWER[trouble.what](trouble.file);
    case 'unwritten':
      return trouble.isFull
        ? say('The disk is full. Chats and costs go on in memory and are written when there is space again.')
        : UNWRITTEN[trouble.what](trouble.reason);
    case 'inMemory':
      return say('Switchyard keeps its costs in memory only, until this window closes: {0}', trouble.reason);
    case 'writtenAgain':
      return say('There is space again: everything that was kept in memory is written.');
  }
}

const SET_ASIDE: Readonly<Record<Kept, (file: string) => string>> = {
  ledger: (file) =>
    say(
      'The ledger of costs was damaged. It was set aside as {0}, and a new one was begun: earlier costs are not counted.',
      file,
    ),
  chats: (file) => say("A chat's file was damaged and cannot be read. It was set aside as {0}.", file),
  learnt: (file) => say('The file of what was learnt of models was damaged. It was set aside as {0}.', file),
};

const NEWER: Readonly<Record<Kept, (file: string) => string>> = {
  ledger: () =>
    say(
      'The ledger of costs was written by a newer Switchyard. It is read and not changed; new costs are kept in memory until this window closes. Update Switchyard to keep them.',
    ),
  chats: (file) =>
    say('A chat was written by a newer Switchyard and is left as it is: {0}. Update Switchyard to read it.', file),
  learnt: () =>
    say(
      'What was learnt of models was written by a newer Switchyard and is left as it is. Update Switchyard to use it.',
    ),
};

const UNWRITTEN: Readonly<Record<Kept, (reason: string) => string>> = {
  ledger: (reason) =>
    say('Costs cannot be written ({0}). They are counted in memory, and written as soon as that is possible.', reason),
  chats: (reason) =>
    say('Chats cannot be written ({0}). They go on in memory, and are written as soon as that is possible.', reason),
  learnt: (reason) => say('What is learnt of models cannot be written ({0}).', reason),
};

/** Whether a write failed because there is no space left for it. */
export function isFull(error: unknown): boolean {
  const { code, errcode } = error as { code?: unknown; errcode?: unknown };
  // SQLITE_FULL, and how the system says it.
  if (typeof errcode === 'number') return (errcode & 0xff) === 13;
  return code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG';
}

/** An error's own words. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : 'unknown';
}
