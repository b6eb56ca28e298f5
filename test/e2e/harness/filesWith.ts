import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The paths of all files under a folder that hold this text, byte for byte (UTF-8, or UTF-16 as some databases write it). */
export async function filesWith(folder: string, text: string): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    // A file may be gone by now.
    const bytes = await readFile(path).catch(() => Buffer.alloc(0));
    if (bytes.includes(text) || bytes.includes(Buffer.from(text, 'utf16le'))) found.push(path);
  }
  return found.sort();
}
