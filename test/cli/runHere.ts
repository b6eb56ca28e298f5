import process from 'node:process';
import { vi } from 'vitest';
import { main } from '../../src/cli/main.ts';
import type { Finished } from './testCli.ts';

/** Runs a command in this process, which takes a hundredth of the time of one of its own; one at a time. */
export async function runHere(args: readonly string[]): Promise<Finished> {
  const listeners = process.stdout.listeners('error');
  const said = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((stream) =>
    vi.spyOn(process[stream], 'write').mockImplementation((chunk) => {
      said[stream] += String(chunk);
      return true;
    }),
  );
  try {
    return { code: await main(args), ...said };
  } finally {
    for (const spy of spies) spy.mockRestore();
    // A process would have ended with those of its command.
    for (const listener of process.stdout.listeners('error')) {
      if (!listeners.includes(listener)) process.stdout.off('error', listener as () => void);
    }
  }
}
