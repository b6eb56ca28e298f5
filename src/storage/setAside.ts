import { access, rename } from 'node:fs/promises';
import { withFileLock } from './fileLock.ts';

/**
 * Moves a damaged file out of the way, under a name that says when, and returns where it is now. Several processes may
 * find it at once: the others find that it is no longer damaged and get undefined. Rejects where it cannot be moved.
 */
export function setAside(
  file: string,
  isStillDamaged: () => Promise<boolean>,
  companions: readonly string[] = [],
): Promise<string | undefined> {
  return withFileLock(`${file}.lock`, async () =>
    (await isStillDamaged()) ? await moveAside(file, companions) : undefined,
  );
}

/** Moves a file aside, with those of its companions (by the ends of their names) that exist; for who holds its lock. */
export async function moveAside(file: string, companions: readonly string[] = []): Promise<string> {
  const wanted = `${file}.corrupt-${new Date().toISOString().slice(0, 19).replaceAll(':', '-')}`;
  let aside = wanted;
  for (let count = 2; await exists(aside); count++) aside = `${wanted}-${count}`;
  await rename(file, aside);
  for (const end of companions) await rename(`${file}${end}`, `${aside}${end}`).catch(() => undefined);
  return aside;
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
