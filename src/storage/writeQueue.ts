import type { SQLInputValue, StatementSync } from 'node:sqlite';
import type { Logger } from '../core/ports/logger.ts';
import { isDamage } from './damage.ts';
import { isBusy } from './isBusy.ts';
import { isUnwritable } from './isUnwritable.ts';
import { suspectDamage } from './ledgerDatabase.ts';
import { isFull, reasonOf, type TellTrouble } from './storageTrouble.ts';

/** A busy file is tried again this soon, one that cannot be written this late. */
const BUSY_RETRY_MS = 50;
const UNWRITABLE_RETRY_MS = 3000;
/** More is not kept: the oldest go first. */
const MOST_WAITING = 20_000;

/** One row on its way into the file. `settled` is called once: it is written, or counts in memory for now. */
export interface Write {
  readonly statement: StatementSync;
  readonly values: readonly SQLInputValue[];
  readonly settled?: () => void;
  /** It is in the file. */
  readonly written?: () => void;
}

interface Waiting extends Write {
  isSettled: boolean;
}

/**
 * Writes rows in their order and at once; while another process holds the file, or it cannot be written, they wait and
 * are tried again, so that nothing is lost and nobody waits for the disk.
 */
export class WriteQueue {
  readonly #file: string;
  readonly #logger: Logger;
  readonly #tell: TellTrouble;
  readonly #waiting: Waiting[] = [];
  #timer: NodeJS.Timeout | undefined;
  /** The timer is for what need not be written at once. */
  #isSoon = false;
  #trouble = false;

  constructor(file: string, logger: Logger, tell: TellTrouble) {
    this.#file = file;
    this.#logger = logger;
    this.#tell = tell;
  }

  add(write: Write): void {
    this.#waiting.push({ ...write, isSettled: false });
    if (this.#waiting.length > MOST_WAITING) this.#giveUpOldest();
    if (this.#isSoon) clearTimeout(this.#timer);
    // One write that waits is enough to wait for: another would only hold up the editor.
    if (this.#timer === undefined || this.#isSoon) this.#writeOrWait();
    else if (this.#trouble) this.#settleAll();
  }

  /** The same a moment later, for what nobody waits for while a request is under way. */
  addSoon(write: Write): void {
    this.#waiting.push({ ...write, isSettled: false });
    if (this.#waiting.length > MOST_WAITING) this.#giveUpOldest();
    if (this.#timer !== undefined) return;
    this.#isSoon = true;
    this.#timer = setTimeout(() => this.#writeOrWait(), 1);
  }

  /** Writes what still waits, as far as the file allows, and stops trying. */
  close(): void {
    clearTimeout(this.#timer);
    this.#writeWaiting();
    const { length } = this.#waiting;
    if (length > 0) {
      this.#logger.error(`the ledger was ${this.#trouble ? 'not writable' : 'busy'}: ${length} writes are lost`);
    }
  }

  #writeOrWait(): void {
    this.#timer = undefined;
    this.#isSoon = false;
    const fault = this.#writeWaiting();
    if (fault === undefined) return;
    const wait = isBusy(fault) ? BUSY_RETRY_MS : UNWRITABLE_RETRY_MS;
    this.#timer = setTimeout(() => this.#writeOrWait(), wait);
  }

  /** Writes until all is written or the file cannot be; returns why not. */
  #writeWaiting(): unknown {
    for (let write = this.#waiting[0]; write !== undefined; write = this.#waiting[0]) {
      try {
        write.statement.run(...write.values);
      } catch (error) {
        if (isBusy(error)) return error;
        if (isUnwritable(error)) return this.#unwritable(error);
        // The row is at fault, not the file.
        this.#logger.error(`the ledger could not be written: ${reasonOf(error)}`);
        this.#waiting.shift();
        continue;
      }
      this.#waiting.shift();
      write.written?.();
      settle(write);
    }
    if (this.#trouble) this.#tell({ type: 'writtenAgain', what: 'ledger' });
    this.#trouble = false;
    return undefined;
  }

  #unwritable(error: unknown): unknown {
    if (isDamage(error)) suspectDamage(this.#file);
    if (!this.#trouble)
      this.#tell({ type: 'unwritten', what: 'ledger', isFull: isFull(error), reason: reasonOf(error) });
    this.#trouble = true;
    this.#settleAll();
    return error;
  }

  #settleAll(): void {
    for (const write of this.#waiting) settle(write);
  }

  #giveUpOldest(): void {
    this.#waiting.shift();
    this.#logger.error('too much waits for the ledger: its oldest write is lost');
  }
}

function settle(write: Waiting): void {
  if (write.isSettled) return;
  write.isSettled = true;
  write.settled?.();
}
