import { cp, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** What a built extension consists of, apart from its manifest and its translations (`package.nls*.json`). */
const shipped = ['package.json', 'dist', 'media', 'l10n', 'README.md', 'CHANGELOG.md', 'LICENSE'];

/**
 * Copies a built extension into an empty extensions folder, where the editor finds it at its next start. Copies only what a
 * VSIX would hold, so that nothing works by accident because the sources lie beside it. Returns the copy's folder.
 */
export async function placeExtension(extensionDir: string, extensionsDir: string): Promise<string> {
  const manifest = JSON.parse(await readFile(join(extensionDir, 'package.json'), 'utf8')) as Record<string, string>;
  const target = join(extensionsDir, `${manifest.publisher}.${manifest.name}-${manifest.version}`);
  await rm(target, { recursive: true, force: true });
  await mkdir(target, { recursive: true });
  for (const name of await readdir(extensionDir)) {
    if (!shipped.includes(name) && !/^package\.nls.*\.json$/.test(name)) continue;
    await cp(join(extensionDir, name), join(target, name), { recursive: true });
  }
  // The editor's own list of what is installed; without it, it looks at the folders.
  await rm(join(extensionsDir, 'extensions.json'), { force: true });
  return target;
}
