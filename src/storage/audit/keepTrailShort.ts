import type { Clock } from '../../core/ports/clock.ts';
import type { Logger } from '../../core/ports/logger.ts';
import { isBusy } from '../isBusy.ts';
import { reasonOf } from '../storageTrouble.ts';
import type { AuditStore } from './auditStore.ts';

/** Not while the editor starts. */
const FIRST_MS = 60_000;
const PAUSE_MS = 250;
const DAILY_MS = 86_400_000;

/**
 * Forgets what is older than its owner wants to keep: soon after the start and then daily, a little at a time, so that no
 * one waits for it. Returns what ends it.
 */
export function keepTrailShort(audit: AuditStore, clock: Clock, logger: Logger): () => void {
  const again = (wait: number): (() => void) => clock.schedule(wait, step);
  let stop = again(FIRST_MS);
  function step(): void {
    stop = again(forgetOld(audit, clock, logger) ? PAUSE_MS : DAILY_MS);
  }
  return () => stop();
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
