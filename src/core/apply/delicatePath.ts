/** Why a change to this path deserves a second look; each is a reason that the shell words. */
export type Delicacy = 'editorSettings' | 'git' | 'hidden' | 'lockFile' | 'dependencies';

const LOCK_FILE =
  /^(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.ya?ml|bun\.lockb?|deno\.lock|cargo\.lock|composer\.lock|gemfile\.lock|poetry\.lock|pipfile\.lock|pdm\.lock|uv\.lock|go\.sum|go\.work\.sum|flake\.lock|mix\.lock|pubspec\.lock|podfile\.lock|package\.resolved|packages\.lock\.json|paket\.lock|gradle\.lockfile|conan\.lock|\.terraform\.lock\.hcl|.+\.lock|.+-lock\.(?:json|ya?ml))$/;

/**
 * Whether a path runs, configures or pins something behind the reader's back: what editors and tools read by themselves,
 * what Git runs, what package managers wrote. Case does not matter: it does not on many disks.
 */
export function delicatePath(path: string): Delicacy | undefined {
  const segments = path.toLowerCase().split(/[\\/]+/);
  if (segments.includes('.git')) return 'git';
  if (segments.includes('.vscode') || segments.at(-1)?.endsWith('.code-workspace')) return 'editorSettings';
  if (segments.includes('node_modules')) return 'dependencies';
  if (LOCK_FILE.test(segments.at(-1) ?? '')) return 'lockFile';
  return segments.some((segment) => /^\.[^.]/.test(segment) || /^\.{3,}/.test(segment)) ? 'hidden' : undefined;
}
