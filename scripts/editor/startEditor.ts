import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { InstalledEditor } from './installEditor.ts';
import { placeExtension } from './placeExtension.ts';
import { quietSettings } from './quietSettings.ts';

export interface EditorOptions {
  /** A folder with a built extension, or a `.vsix`; missing: none. */
  readonly extension?: string;
  /** The folder to open. */
  readonly workspace: string;
  readonly userDataDir: string;
  readonly extensionsDir: string;
  /** Default: any free port. */
  readonly port?: number;
  /** Missing: no password is asked for. */
  readonly password?: string;
  /** User settings, on top of the quiet ones. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Lets a page run a test module inside the extension host. */
  readonly testDriver?: boolean;
  /** Asks whether the workspace is trusted, as an editor normally does. */
  readonly workspaceTrust?: boolean;
}

export interface RunningEditor {
  /** The editor's address without a folder. */
  readonly url: string;
  /** The address that opens the workspace. */
  readonly workspaceUrl: string;
  /** The server's process, which leads the group of all that it starts. */
  readonly pid: number | undefined;
  /** What the server has printed so far. */
  output(): string;
  /** Resolves with the exit code once the server has ended by itself or was stopped. */
  readonly ended: Promise<number | null>;
  /** Ends the server and everything it started. */
  stop(): Promise<void>;
}

/** Starts VS Code in the browser on loopback and resolves when it answers. Throws, with its output, when it does not. */
export async function startEditor(editor: InstalledEditor, options: EditorOptions): Promise<RunningEditor> {
  await mkdir(join(options.userDataDir, 'User'), { recursive: true });
  await mkdir(options.extensionsDir, { recursive: true });
  const settings = { ...quietSettings, ...options.settings };
  await writeFile(join(options.userDataDir, 'User', 'settings.json'), `${JSON.stringify(settings, null, 2)}\n`);
  // A config file of its own, or code-server writes one with a password into the user's home.
  const config = join(options.userDataDir, 'config.yaml');
  await writeFile(config, 'cert: false\n');
  const folders = [
    '--config',
    config,
    '--user-data-dir',
    options.userDataDir,
    '--extensions-dir',
    options.extensionsDir,
  ];
  if (options.extension?.endsWith('.vsix')) {
    await promisify(execFile)(editor.node, [editor.entry, ...folders, '--install-extension', options.extension]);
  } else if (options.extension) {
    await placeExtension(options.extension, options.extensionsDir);
  }

  const child = spawn(
    editor.node,
    [
      ...[editor.entry, ...folders],
      ...['--bind-addr', `127.0.0.1:${options.port ?? 0}`, '--auth', options.password ? 'password' : 'none'],
      ...['--disable-telemetry', '--disable-update-check', '--disable-getting-started-override', '--disable-proxy'],
      ...(options.workspaceTrust ? [] : ['--disable-workspace-trust']),
      ...(options.testDriver ? ['--vscode-option', 'enable-smoke-test-driver'] : []),
    ],
    { env: environment(options.password), stdio: ['ignore', 'pipe', 'pipe'], detached: true },
  );
  const killAll = () => signal(child, 'SIGKILL');
  process.once('exit', killAll);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  ended.then(() => process.off('exit', killAll));

  let output = '';
  const url = await new Promise<string>((resolve, reject) => {
    const fail = (why: string) => {
      killAll();
      reject(new Error(`VS Code in the browser ${why}:\n${output}`));
    };
    const timer = setTimeout(() => fail('did not start within 60 s'), 60_000);
    const read = (data: Buffer) => {
      output = (output + data.toString()).slice(-200_000);
      const [, address] = /server listening on (http:\/\/[\d.:]+)/i.exec(output) ?? [];
      if (!address) return;
      clearTimeout(timer);
      resolve(address);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('error', (error) => fail(`could not be started (${error.message})`));
    ended.then((code) => fail(`ended with exit code ${code}`));
  });

  return {
    url,
    workspaceUrl: `${url}/?folder=${encodeURIComponent(options.workspace)}`,
    pid: child.pid,
    output: () => output,
    ended,
    stop: async () => {
      signal(child, 'SIGTERM');
      const timer = setTimeout(killAll, 3000);
      await ended;
      clearTimeout(timer);
      killAll();
    },
  };
}

/** To the whole process group: the server, its extension hosts and their watchers. */
function signal(child: ChildProcess, name: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, name);
  } catch {
    // Already gone.
  }
}

/** Without what another editor or an npm script left behind, and without a PORT meant for someone else. */
function environment(password: string | undefined): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([key]) => !/^(VSCODE_|npm_|PORT$|PASSWORD$|HASHED_PASSWORD$|NODE_OPTIONS$|VITEST)/.test(key),
  );
  // Without a gallery the editor looks nothing up there: the demo and the tests use no network.
  return { ...Object.fromEntries(kept), EXTENSIONS_GALLERY: '{}', ...(password && { PASSWORD: password }) };
}
