import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { demoProviders } from '../test/simulator/demoScenario.ts';
import { startSimulator } from '../test/simulator/simulator.ts';
import { makeDemoFolder } from './demo/demoFolder.ts';
import { demoSettings } from './demo/demoSettings.ts';
import { hasDesktopEditor, openDesktopEditor } from './demo/desktopEditor.ts';
import { ensureBuilt } from './demo/ensureBuilt.ts';
import { welcome } from './demo/welcome.ts';
import { installEditor } from './editor/installEditor.ts';
import { startEditor } from './editor/startEditor.ts';

// npm start [-- --port N] [-- --no-open]: the editor with the extension, the demo workspace and simulated providers.
// --port is that of the editor in the browser; --no-open uses that editor and opens no window.
const repository = fileURLToPath(new URL('../', import.meta.url)).replace(/[\\/]$/, '');
const log = (line: string) => console.error(line);
const cleanups: (() => Promise<unknown>)[] = [];
let stopping = false;

async function stop(exitCode: number): Promise<never> {
  if (stopping) return new Promise(() => undefined);
  stopping = true;
  for (const cleanup of cleanups.reverse()) await cleanup().catch(() => undefined);
  process.exit(exitCode);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { port: { type: 'string' }, 'no-open': { type: 'boolean', default: false } },
  });
  const port = values.port === undefined ? 0 : Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`--port ${values.port} is not a port`);
  ensureBuilt(repository, log);

  const simulator = await startSimulator({ providers: demoProviders });
  cleanups.push(() => simulator.close());
  const settings = { ...demoSettings(simulator.baseUrl), 'workbench.startupEditor': 'readme' };

  if (!values['no-open'] && hasDesktopEditor()) {
    const folder = await makeDemoFolder(repository, 'desktop');
    if (await openDesktopEditor(repository, folder, settings)) {
      console.log(welcome('desktop', folder.workspace));
      return;
    }
    log('Desktop VS Code could not be opened; using VS Code in the browser.');
  }

  const editor = await installEditor(log);
  const folder = await makeDemoFolder(repository, 'browser');
  cleanups.push(() => folder.remove());
  const password = randomBytes(9).toString('base64url');
  const running = await startEditor(editor, { ...folder, extension: repository, port, password, settings });
  cleanups.push(() => running.stop());
  console.log(welcome({ url: running.workspaceUrl, password }, folder.workspace));
  void running.ended.then((code) => {
    if (stopping) return;
    log(`VS Code in the browser has ended (exit code ${code}).`);
    void stop(1);
  });
}

for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => void stop(0));
// Killing npm does not reach what it runs: the demo must not live on without it.
const parent = process.ppid;
if (process.env.npm_lifecycle_event) {
  setInterval(() => {
    if (process.ppid !== parent) void stop(0);
  }, 500).unref();
}
main().catch((error: unknown) => {
  log(error instanceof Error ? error.message : String(error));
  void stop(1);
});
