import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A simulator in a process of its own: the measured client does not share its event loop. */
export interface SimulatorProcess {
  /** The base URL of one provider, as a client takes it. */
  baseUrl(provider: string): string;
  stop(): Promise<void>;
}

/** Starts `simulatorMain.ts` and resolves when it listens. */
export async function startSimulatorProcess(): Promise<SimulatorProcess> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('simulatorMain.ts', import.meta.url))], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const url = await firstLine(child);
  return {
    baseUrl: (provider) => `${url}/${provider}/v1`,
    stop: async () => {
      const ended = once(child, 'exit');
      // It ends with its stdin, so that it never outlives us.
      child.stdin.end();
      await ended;
    },
  };
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('the simulator has no stdout');
  for await (const line of createInterface({ input: child.stdout })) return line;
  throw new Error('the simulator ended before it listened');
}
