import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Report } from './child.ts';

/** Megabytes that a whole request may take in objects, however hostile its provider is. */
const HEAP_MB = 256;

/**
 * Asks through the whole core in a process of its own that dies when its heap grows past `HEAP_MB`: provider `a` first,
 * then `b`.
 */
export async function askInChild(options: {
  readonly a: string;
  readonly b: string;
  readonly api?: string;
  /** The key of `a`; without one it asks for none. */
  readonly key?: string;
  /** Default true; false: what was shown stands, and the next model goes on from there. */
  readonly retractable?: boolean;
  readonly timeouts?: Readonly<Record<string, number>>;
}): Promise<Report> {
  const child = spawn(
    process.execPath,
    [
      `--max-old-space-size=${HEAP_MB}`,
      '--disable-warning=ExperimentalWarning',
      fileURLToPath(new URL('child.ts', import.meta.url)),
      JSON.stringify(options),
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let out = '';
  let errors = '';
  child.stdout.on('data', (data) => {
    out += data;
  });
  child.stderr.on('data', (data) => {
    errors += data;
  });
  const [code] = await new Promise<[number | null]>((resolve) => child.once('close', (status) => resolve([status])));
  if (code !== 0) throw new Error(`the asking process ended with ${code}: ${errors.slice(0, 2000)}`);
  return JSON.parse(out);
}
