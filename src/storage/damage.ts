/** A file's content makes no sense. */
export class DamagedFileError extends Error {
  /** SQLITE_CORRUPT. */
  readonly errcode = 11;
}

/** Whether this error says that a database is damaged: SQLITE_CORRUPT and SQLITE_NOTADB with their extended codes. */
export function isDamage(error: unknown): boolean {
  return [11, 26].includes(codeOf(error));
}

/** The same, or tables that are not there (SQLITE_ERROR): enough to make a file anew that holds nothing of its own. */
export function isBeyondUse(error: unknown): boolean {
  return isDamage(error) || codeOf(error) === 1;
}

function codeOf(error: unknown): number {
  const code = (error as { errcode?: unknown }).errcode;
  return typeof code === 'number' ? code & 0xff : 0;
}
