import type { Clock } from '../../core/ports/clock.ts';
import type { Logger } from '../../core/ports/logger.ts';
import { isBusy } from '../isBusy.ts';
import { reasonOf } from '../storageTrouble.ts';
import type { AuditStore } from './auditStore.ts';

/** Not while the editor starts, nor while somebody is still typing how many days it shall be. */
const FIRST_MS = 60_000;
const PAUSE_MS = 250;
const DAILY_MS = 86_400_000;

/**
 * Forgets what is older than its owner wants to keep: a minute after the start and after `wishChanged`, and then daily, a
 * little at a time, so that no one waits for it.
 */
export function keepTrailShort(
  audit: AuditStore,
  clock: Clock,
  logger: Logger,
): { wishChanged(): void; dispose(): void } {
  let stop = clock.schedule(FIRST_MS, step);
  function again(wait: number): void {
    stop();
    stop = clock.schedule(wait, step);
  }
  function step(): void {
    again(forgetOld(audit, clock, logger) ? PAUSE_MS : DAILY_MS);
  }
  return { wishChanged: () => again(FIRST_MS), dispose: () => stop() };
}

/** Forgets some of it; true when there may be more. What cannot be done now is done next time. */
export function forgetOld(audit: AuditStore, clock: Clock, logger: Logger): boolean {
  try {
    return audit.forgetSome(clock.now());
  } catch (error) {
    if (!isBusy(error)) logger.warn(`old decisions could not be removed: ${reasonOf(error)}`);
    return false;
  }
}
