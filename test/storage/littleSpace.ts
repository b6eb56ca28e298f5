import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

/** A folder whose disk can be filled up, and emptied again. */
export interface LittleSpace extends Disposable {
  readonly path: string;
  /** `disk`: a small file system of its own; `limit`: this process may write no more, which any user can arrange. */
  readonly kind: 'disk' | 'limit';
  fill(): void;
  free(): void;
}

/** Every kind that this machine allows; what it does not is said. */
export function littleSpaces(): (() => LittleSpace)[] {
  const kinds: (() => LittleSpace)[] = [];
  if (canMount()) kinds.push(smallDisk);
  else process.stdout.write('full disk: a file system of its own may not be mounted here, that kind is skipped\n');
  if (process.platform === 'linux' && spawnSync('prlimit', ['--version']).status === 0) kinds.push(limitedProcess);
  else process.stdout.write('full disk: there is no prlimit here, that kind is skipped\n');
  return kinds;
}

function smallDisk(): LittleSpace {
  const root = mkdtempSync(join(tmpdir(), 'switchyard-disk-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', root]);
  const ballast = join(root, 'ballast');
  const path = join(root, 'data');
  mkdirSync(path);
  return {
    path,
    kind: 'disk',
    fill() {
      const file = openSync(ballast, 'a');
      for (let size = 1 << 20; size > 0; size >>= 1) {
        try {
          for (;;) if (writeSync(file, Buffer.alloc(size)) < size) break;
        } catch {
          // Less may still fit.
        }
      }
      closeSync(file);
    },
    free: () => rmSync(ballast, { force: true }),
    [Symbol.dispose]() {
      execFileSync('umount', ['-l', root]);
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** Writing beyond the first byte of any file fails; only the soft limit is lowered, so that it can be raised again. */
function limitedProcess(): LittleSpace {
  const path = mkdtempSync(join(tmpdir(), 'switchyard-limit-'));
  const limit = (bytes: string) => execFileSync('prlimit', ['--pid', String(process.pid), `--fsize=${bytes}:`]);
  return {
    path,
    kind: 'limit',
    fill: () => limit('1'),
    free: () => limit('unlimited'),
    [Symbol.dispose]() {
      limit('unlimited');
      rmSync(path, { recursive: true, force: true });
    },
  };
}

function canMount(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  const place = mkdtempSync(join(tmpdir(), 'switchyard-mount-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', place]).status === 0;
  if (mounted) spawnSync('umount', ['-l', place]);
  rmSync(place, { recursive: true, force: true });
  return mounted;
}
