/** SQLITE_PERM, READONLY, IOERR, CORRUPT, FULL, CANTOPEN and NOTADB. */
const CODES: ReadonlySet<number> = new Set([3, 8, 10, 11, 13, 14, 26]);

/** Whether SQLite could not write for the file's or the disk's sake: the same may go well later. */
export function isUnwritable(error: unknown): boolean {
  const code = (error as { errcode?: unknown }).errcode;
  return typeof code === 'number' && CODES.has(code & 0xff);
}
