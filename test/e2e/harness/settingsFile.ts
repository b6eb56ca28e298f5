import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Changes some settings in a settings file (plain JSON, made where it is missing); undefined removes one. */
export async function changeSettings(file: string, changes: Readonly<Record<string, unknown>>): Promise<void> {
  const old = JSON.parse(await readFile(file, 'utf8').catch(() => '{}')) as object;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify({ ...old, ...changes }, null, 2)}\n`);
}
