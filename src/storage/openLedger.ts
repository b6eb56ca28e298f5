import type { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import { type CircuitStore, ShortCircuits } from '../core/ports/circuitStore.ts';
import type { LimitStore } from '../core/ports/limitStore.ts';
import type { Logger } from '../core/ports/logger.ts';
import type { Notices } from '../core/ports/notices.ts';
import type { Reservations } from '../core/ports/reservations.ts';
import type { AuditStore } from './audit/auditStore.ts';
import { MemoryAudit } from './audit/memoryAudit.ts';
import { SqliteAudit } from './audit/sqliteAudit.ts';
import { SqliteCircuits } from './circuits/sqliteCircuits.ts';
import { isDamage } from './damage.ts';
import { damageWatch } from './damageWatch.ts';
import { forgetSuspicion, openLedgerDatabase } from './ledgerDatabase.ts';
import type { LedgerStore } from './ledgerStore.ts';
import { MemoryLimits } from './limits/memoryLimits.ts';
import { SqliteLimits } from './limits/sqliteLimits.ts';
import { MemoryLedger } from './memoryLedger.ts';
import { MemoryReservations } from './memoryReservations.ts';
import { MemoryNotices } from './notices/memoryNotices.ts';
import { SqliteNotices } from './notices/sqliteNotices.ts';
import { NewerFileError } from './openDatabase.ts';
import { MemoryQuality } from './quality/memoryQuality.ts';
import type { QualityFile } from './quality/qualityFile.ts';
import { SqliteQuality } from './quality/sqliteQuality.ts';
import { openReadOnlyLedger } from './readOnlyLedger.ts';
import { setAside } from './setAside.ts';
import { SqliteLedger } from './sqliteLedger.ts';
import { SqliteReservations } from './sqliteReservations.ts';
import { logTroubles, reasonOf, type TellTrouble } from './storageTrouble.ts';
import { systemClock } from './systemClock.ts';
import { WriteQueue } from './writeQueue.ts';

/** So often a file that another process is making is waited for, and so often a damaged one is set aside. */
const TRIES = 20;
const WAIT_MS = 25;
const MOST_ASIDE = 2;

/** What shares the ledger's file. Closing the ledger closes it for all. */
export interface LedgerFile {
  readonly ledger: LedgerStore;
  readonly reservations: Reservations;
  readonly notices: Notices;
  readonly audit: AuditStore;
  readonly circuits: CircuitStore;
  readonly limits: LimitStore;
  readonly quality: QualityFile;
  /** Why everything new is kept in memory; absent where it is kept on disk. */
  readonly problem?: string;
}

/**
 * The ledger in this file. A damaged one is set aside and begun anew; one of a newer version, or that cannot be written,
 * is read while new rows stay in memory; where there can be none, it is in memory alone. `tell` hears of all of that.
 * Several processes may open the same file at once.
 */
export async function openLedger(
  file: string,
  logger: Logger,
  tell: TellTrouble = logTroubles(logger),
): Promise<LedgerFile> {
  for (let tries = TRIES, asides = 0; ; ) {
    try {
      return onDatabase(await openLedgerDatabase(file), file, logger, tell);
    } catch (error) {
      if (tries > 0 && /database is locked|busy/i.test(reasonOf(error))) {
        tries -= 1;
        await delay(WAIT_MS);
      } else if (asides < MOST_ASIDE && (await wasSetAside(file, error, tell))) asides += 1;
      else return withoutWriting(file, error, logger, tell);
    }
  }
}

/** The ledger and all its neighbours on one connection. */
function onDatabase(db: DatabaseSync, file: string, logger: Logger, tell: TellTrouble): LedgerFile {
  const queue = new WriteQueue(file, logger, tell);
  const seeDamage = damageWatch(file, tell);
  const reservations = new SqliteReservations(db, logger, seeDamage);
  // What was on its way when a process died is in the ledger from the next start of any on.
  reservations.recover();
  return {
    ledger: new SqliteLedger(db, logger, { queue, seeDamage, onClose: () => reservations.close() }),
    reservations,
    notices: new SqliteNotices(db, logger, seeDamage),
    audit: new SqliteAudit(db, queue, seeDamage),
    circuits: new SqliteCircuits(db, logger, seeDamage),
    limits: new SqliteLimits(db, logger, seeDamage),
    quality: new SqliteQuality(db, logger, seeDamage, systemClock.now),
  };
}

/** The same where there is no database. */
function inMemory(): LedgerFile {
  const ledger = new MemoryLedger();
  const reservations = new MemoryReservations(() => ledger.rows);
  const audit = new MemoryAudit(ledger);
  const [notices, circuits, limits] = [new MemoryNotices(), new ShortCircuits(), new MemoryLimits()];
  const quality = new MemoryQuality(systemClock.now);
  return { ledger, reservations, notices, circuits, limits, audit, quality };
}

/** Whether the file was damaged and is out of the way now, by this process or another one. */
async function wasSetAside(file: string, error: unknown, tell: TellTrouble): Promise<boolean> {
  try {
    if (!isDamage(error)) return false;
    const isStillDamaged = () => openLedgerDatabase(file).then(wasOpened, isDamage);
    const aside = await setAside(file, isStillDamaged, ['-wal', '-shm']);
    if (aside === undefined) return true;
    forgetSuspicion(file);
    tell({ type: 'setAside', what: 'ledger', file: aside });
    return true;
  } catch {
    // Another program holds it, or the folder is closed to us.
    return false;
  }
}

function wasOpened(db: DatabaseSync): boolean {
  db.close();
  return false;
}

/** Everything new is kept in memory; what the file holds is still shown where it can be read. */
async function withoutWriting(file: string, error: unknown, logger: Logger, tell: TellTrouble): Promise<LedgerFile> {
  const problem = reasonOf(error);
  const isNewer = error instanceof NewerFileError;
  tell(isNewer ? { type: 'newer', what: 'ledger', file } : { type: 'inMemory', what: 'ledger', reason: problem });
  try {
    return { ...onDatabase(await openReadOnlyLedger(file), file, logger, tell), problem };
  } catch {
    return { ...inMemory(), problem };
  }
}
