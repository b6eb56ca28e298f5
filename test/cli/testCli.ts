import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { vi } from 'vitest';
import type { SimulatedProvider } from '../simulator/behaviour.ts';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';

// A command is a process: many of them take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const CLI = join(import.meta.dirname, '../../src/cli.ts');

/** What a finished command has said. */
export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command line in a folder of its own, with two simulated providers `a` (its key is `sk-a`) and `b`, a model `m` each. */
export class TestCli implements AsyncDisposable {
  readonly simulator: Simulator;
  readonly folder = mkdtempSync(join(tmpdir(), 'switchyard-cli-'));
  env: Record<string, string>;

  private constructor(simulator: Simulator) {
    this.simulator = simulator;
    this.env = {
      PATH: process.env.PATH ?? '',
      HOME: this.folder,
      // Shared by all: a start then takes a third of the time.
      NODE_COMPILE_CACHE: join(tmpdir(), 'switchyard-compile-cache'),
      XDG_CONFIG_HOME: join(this.folder, 'config'),
      XDG_DATA_HOME: join(this.folder, 'data'),
      SWITCHYARD_API_KEY_A: 'sk-a',
      SWITCHYARD_ALLOWED_ORIGINS: simulator.url,
    };
    this.configure({});
  }

  static async start(
    a: SimulatedProvider['models'][string] = {},
    b: SimulatedProvider['models'][string] = { text: 'from b' },
  ): Promise<TestCli> {
    return new TestCli(
      await startSimulator({ providers: { a: { key: 'sk-a', models: { m: a } }, b: { models: { m: b } } } }),
    );
  }

  /** Writes the configuration file: both providers, asked in that order, and what is given. */
  configure(settings: Record<string, unknown>): void {
    const prefixed = Object.entries(settings).map(([name, value]) => [`switchyard.${name}`, value]);
    this.write(
      JSON.stringify({
        'switchyard.providers': {
          a: { api: 'openai-chat', baseUrl: this.simulator.baseUrl('a') },
          b: { api: 'openai-chat', baseUrl: this.simulator.baseUrl('b'), auth: 'none' },
        },
        'switchyard.models': { 'a/m': { price: { input: 1, output: 2 } }, 'b/m': { price: { input: 1, output: 2 } } },
        'switchyard.routes': { default: ['a/m', 'b/m'] },
        ...Object.fromEntries(prefixed),
      }),
    );
  }

  /** Writes the configuration file as it stands here. */
  write(content: string): void {
    writeFileSync(this.config, content);
  }

  get config(): string {
    return join(this.folder, 'switchyard.json');
  }

  /** Starts a command; it has the configuration file and a data folder unless told otherwise. */
  start(args: readonly string[], { bare = false } = {}): ChildProcessWithoutNullStreams {
    const shared = bare ? [] : ['--config', this.config, '--data-dir', join(this.folder, 'ledger')];
    return spawn(process.execPath, [CLI, ...args, ...shared], { env: this.env, cwd: this.folder });
  }

  /** Runs a command to its end. */
  async run(args: readonly string[], { stdin = '', bare = false } = {}): Promise<Finished> {
    const child = this.start(args, { bare });
    child.stdin.on('error', () => {});
    child.stdin.end(stdin);
    return finish(child);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.simulator.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Waits for a command's end. */
export async function finish(child: ChildProcessWithoutNullStreams): Promise<Finished> {
  const closed = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), closed]);
  return { code, stdout, stderr };
}

/** Every line as JSON. */
export function jsonLines(output: string): Record<string, unknown>[] {
  return output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}
