import { randomUUID } from 'node:crypto';
import { link, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';

const TRIES = 100;
const WAIT_MS = 20;
/** A lock this old was left behind, whoever took it. */
const STALE_MS = 10_000;

/**
 * Runs alone among all processes that name the same lock file. Throws when it is taken for two seconds; one whose process
 * died is no hindrance.
 */
export async function withFileLock<Result>(lock: string, work: () => Promise<Result>): Promise<Result> {
  for (let tries = TRIES; !(await taken(lock)); tries--) {
    if (tries === 0) throw new Error('another window has been writing all the time');
    if (!(await removedStale(lock))) await delay(WAIT_MS);
  }
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
}

async function taken(lock: string): Promise<boolean> {
  try {
    const file = await open(lock, 'wx', 0o600);
    try {
      await file.writeFile(JSON.stringify({ host: hostname(), pid: process.pid })).finally(() => file.close());
    } catch (error) {
      // On a full disk: nobody could tell whose lock it is.
      await rm(lock, { force: true });
      throw error;
    }
    return true;
  } catch (error) {
    if (isFault(error, 'EEXIST')) return false;
    throw error;
  }
}

/**
 * Whether a stale lock is out of the way. Of several who saw it one can rename it, and looks at what it got: between look
 * and renaming another may have taken the lock anew, which then gets it back.
 */
async function removedStale(lock: string): Promise<boolean> {
  if (!(await isStale(lock))) return false;
  const aside = `${lock}.${randomUUID()}`;
  try {
    await rename(lock, aside);
  } catch (error) {
    if (isFault(error, 'ENOENT')) return true;
    throw error;
  }
  if (!(await isStale(aside))) await link(aside, lock).catch(() => undefined);
  await rm(aside, { force: true });
  return true;
}

async function isStale(lock: string): Promise<boolean> {
  const { mtimeMs = Date.now() } = (await stat(lock).catch(() => undefined)) ?? {};
  return Date.now() - mtimeMs > STALE_MS || (await isOfTheDead(lock));
}

/** Whether a process of this machine took it that is no more; of other machines nothing is known. */
async function isOfTheDead(lock: string): Promise<boolean> {
  try {
    const { host, pid } = JSON.parse(await readFile(lock, 'utf8')) as { host?: unknown; pid?: unknown };
    if (host !== hostname() || typeof pid !== 'number') return false;
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return isFault(error, 'ESRCH');
  }
}

function isFault(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
