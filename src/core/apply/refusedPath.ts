/** Why a path that a model named is not even looked for; each is a reason that the shell words. */
export type PathRefusal = 'upwards' | 'absolute' | 'network' | 'unreadable';

/**
 * Whether a path from a model's words may be looked for below a workspace folder: relative, without `..`, without what ends
 * or bends a path on some system. `folders` are the paths of the workspace folders, which an absolute path may begin with.
 */
export function refusedPath(path: string, folders: readonly string[] = []): PathRefusal | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is looked for.
  if (/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/.test(path) || path.trim() === '')
    return 'unreadable';
  if (/^(?:\\\\|\/\/)/.test(path) || /^\w{2,}:/.test(path)) return 'network';
  if (path.split(/[\\/]/).some((segment) => segment.trim() === '..' || /^\.{3,}$/.test(segment.trim())))
    return 'upwards';
  const isInside = folders.some((folder) => path.startsWith(`${folder}/`));
  if (!isInside && /^(?:[\\/~]|[a-z]:)/i.test(path)) return 'absolute';
  // A colon further on names a stream of a file on some disks.
  return path.replace(/^[a-z]:/i, '').includes(':') ? 'unreadable' : undefined;
}
