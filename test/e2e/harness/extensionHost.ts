import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { installEditor } from '../../../scripts/editor/installEditor.ts';
import { startEditor } from '../../../scripts/editor/startEditor.ts';
import { launchBrowser } from './browser.ts';
import { extensionUnderTest } from './extensionUnderTest.ts';
import { makeTestFolders } from './testFolders.ts';

export interface HostRunOptions {
  /** The TypeScript module to run; it exports `run(): Promise<void>`, and may import `vscode`. */
  readonly entry: string;
  /** The built extension's folder, loaded as under development. Default: the repository. */
  readonly extension?: string;
  /** The folder of another extension to install beside it. */
  readonly beside?: string;
  readonly files?: Readonly<Record<string, string>> | string;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly timeoutMs?: number;
}

export interface HostRun {
  /** 0 if `run` resolved, 1 if it threw. */
  readonly exitCode: number;
  /** What the module and the extensions printed, one line each; the workbench's own chatter is left out. */
  readonly output: readonly string[];
  /** What the module printed with `console.log(JSON.stringify({ result: … }))`, in order. */
  readonly results: readonly unknown[];
}

/** Bundles a test module and runs it inside the extension host of a real workbench, beside the extension under development. */
export async function runInExtensionHost(options: HostRunOptions): Promise<HostRun> {
  const folders = await makeTestFolders(options.files ?? { 'notes.md': '# Notes\n' }, options.beside);
  const module = join(folders.root, 'hostTest', 'index.cjs');
  await mkdir(join(module, '..'));
  await build({
    ...{
      entryPoints: [options.entry],
      outfile: module,
      bundle: true,
      platform: 'node',
      target: 'node22',
      format: 'cjs',
    },
    ...{ external: ['vscode'], sourcemap: 'inline', logLevel: 'silent' },
  });
  const editor = await startEditor(await installEditor(() => undefined), {
    ...folders,
    testDriver: true,
    ...(options.settings && { settings: options.settings }),
  });
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    const output: string[] = [];
    const exit = Promise.withResolvers<number>();
    await page.exposeFunction('codeAutomationLog', (_level: string, values: unknown[]) => {
      const line = values.map(show).join(' ');
      if (!chatter.test(line)) output.push(line);
    });
    await page.exposeFunction('codeAutomationExit', (code: number) => exit.resolve(code));
    const remote = (path: string) => `vscode-remote://${new URL(editor.url).host}${path}`;
    const payload = [
      ['extensionDevelopmentPath', remote(options.extension ?? extensionUnderTest)],
      ['extensionTestsPath', remote(module)],
    ];
    await page.goto(`${editor.workspaceUrl}&payload=${encodeURIComponent(JSON.stringify(payload))}`);
    const limit = options.timeoutMs ?? 90_000;
    const timer = setTimeout(() => exit.reject(new Error(`No exit within ${limit} ms:\n${output.join('\n')}`)), limit);
    const exitCode = await exit.promise.finally(() => clearTimeout(timer));
    return { exitCode, output, results: output.flatMap(resultOf) };
  } finally {
    await browser.close();
    await editor.stop();
    await folders.remove();
  }
}

const chatter =
  /^(Resolv\w+ connection token|Creating a socket|Ignoring fetching|Updating additional|\[(reconnection|Agent|Account|Service Worker))/;

function show(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function resultOf(line: string): unknown[] {
  const start = line.indexOf('{"result":');
  if (start === -1) return [];
  try {
    return [(JSON.parse(line.slice(start)) as { result: unknown }).result];
  } catch {
    return [];
  }
}
