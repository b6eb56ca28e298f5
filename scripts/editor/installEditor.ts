import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { editorPackages, ensureDebianPackages } from './debianPackages.ts';
import { editorFolder, editorNode, editorVersion, stampName } from './editorFolder.ts';

const manifestFile = fileURLToPath(new URL('./manifest.json', import.meta.url));

export interface InstalledEditor {
  /** The folder it is installed in. */
  readonly folder: string;
  /** The Node binary that must run it. */
  readonly node: string;
  /** code-server's entry script. */
  readonly entry: string;
}

/** The editor in the cache folder, or undefined where it is missing, unfinished or made from another manifest. */
async function findEditor(): Promise<InstalledEditor | undefined> {
  const folder = editorFolder();
  const stamp = await readFile(join(folder, stampName), 'utf8').catch(() => '');
  if (stamp === '' || stamp !== (await readFile(manifestFile, 'utf8'))) return undefined;
  return describe(folder);
}

/**
 * Installs VS Code in the browser into the cache folder unless it is there already: about 2.5 minutes once, from the npm
 * registry only. Safe to call from several processes at once: each builds in a folder of its own and the first to finish wins.
 * Throws when it cannot be installed here; `log` gets a line of progress now and then.
 */
export async function installEditor(log: (line: string) => void): Promise<InstalledEditor> {
  const found = await findEditor();
  if (found) return found;
  if (process.platform !== 'linux')
    throw new Error('VS Code in the browser is installed on Linux only; use desktop VS Code');
  ensureDebianPackages(editorPackages, log);

  const folder = editorFolder();
  await mkdir(dirname(folder), { recursive: true });
  await removeAbandoned(folder);
  const building = await mkdtemp(`${folder}.building-`);
  try {
    log(`Installing VS Code in the browser (code-server ${editorVersion}), once, about three minutes …`);
    await build(building, log);
    await publish(building, folder);
  } finally {
    await rm(building, { recursive: true, force: true });
  }
  const installed = await findEditor();
  if (!installed)
    throw new Error(`The editor's installation in ${folder} is not usable; delete that folder and try again`);
  log('VS Code in the browser is installed.');
  return installed;
}

async function build(folder: string, log: (line: string) => void): Promise<void> {
  await cp(manifestFile, join(folder, 'package.json'));
  // First Node 24 alone (no scripts run), because compiling the editor's native modules needs its headers and its binary.
  await npm(folder, ['install', '--ignore-scripts'], process.env.PATH ?? '', undefined, log);
  const node = editorNode(folder);
  const path = [join(node, 'bin'), process.env.PATH].join(delimiter);
  await npm(folder, ['rebuild', '--foreground-scripts'], path, node, log);
  const { entry } = describe(folder);
  if (!existsSync(entry) || !existsSync(join(dirname(entry), '../../lib/vscode/node_modules'))) {
    throw new Error("npm finished without running the editor's own installation script");
  }
  await writeFile(join(folder, stampName), await readFile(manifestFile, 'utf8'));
}

/** A build that was killed leaves hundreds of megabytes behind; none takes an hour. */
async function removeAbandoned(folder: string): Promise<void> {
  for (const name of await readdir(dirname(folder))) {
    const path = join(dirname(folder), name);
    if (!path.startsWith(`${folder}.building-`)) continue;
    const age = Date.now() - (await stat(path).catch(() => ({ mtimeMs: Date.now() }))).mtimeMs;
    if (age > 3_600_000) await rm(path, { recursive: true, force: true });
  }
}

/** Moves a finished build into place. Someone else's finished build stays; an unfinished or outdated one goes. */
async function publish(building: string, folder: string): Promise<void> {
  if (await findEditor()) return;
  if (existsSync(folder)) {
    const old = `${building}.old`;
    await rename(folder, old).catch(() => undefined);
    await rm(old, { recursive: true, force: true });
  }
  await rename(building, folder).catch(async (error) => {
    if (!(await findEditor())) throw error;
  });
}

function describe(folder: string): InstalledEditor {
  return {
    folder,
    node: join(editorNode(folder), 'bin', 'node'),
    entry: join(folder, 'node_modules', 'code-server', 'out', 'node', 'entry.js'),
  };
}

function npm(
  cwd: string,
  args: string[],
  path: string,
  nodedir: string | undefined,
  log: (line: string) => void,
): Promise<void> {
  // Started from an npm script, the environment carries that run's own settings; only the registry's and the cache's may pass.
  const inherited = Object.entries(process.env).filter(
    ([key]) => !/^npm_/i.test(key) || /^npm_config_(registry|cache|userconfig|.*proxy|cafile|ca)$/i.test(key),
  );
  const env = { ...Object.fromEntries(inherited), PATH: path, ...(nodedir && { npm_config_nodedir: nodedir }) };
  const started = Date.now();
  return new Promise((resolve, reject) => {
    const child = spawn('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const keep = (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-8000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const ticker = setInterval(() => log(`  … ${Math.round((Date.now() - started) / 1000)} s`), 30_000);
    child.on('error', reject);
    child.on('close', (code) => {
      clearInterval(ticker);
      if (code === 0) resolve();
      else reject(new Error(`npm ${args.join(' ')} failed with exit code ${code}:\n${output}`));
    });
  });
}
