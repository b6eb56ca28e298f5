import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type * as vscode from 'vscode';

const at = vi.hoisted(() => {
  class Uri {
    scheme = 'file';
    authority = '';
    path: string;
    constructor(path: string) {
      this.path = path;
    }
    get fsPath() {
      return this.path;
    }
    toString() {
      return `file://${this.path}`;
    }
  }
  class TabInputText {
    uri: Uri;
    constructor(uri: Uri) {
      this.uri = uri;
    }
  }
  return { Uri, TabInputText, root: '', inputs: [] as unknown[], found: [] as Uri[] };
});

vi.mock('vscode', () => ({
  l10n: { t: (text: string) => text },
  FileType: { Unknown: 0, File: 1, Directory: 2 },
  Uri: { joinPath: ({ path }: { path: string }, ...more: string[]) => new at.Uri(join(path, ...more)) },
  RelativePattern: class {},
  CancellationTokenSource: class {
    cancel() {}
    dispose() {}
  },
  TabInputText: at.TabInputText,
  TabInputTextDiff: class {},
  window: {
    get tabGroups() {
      return { all: [{ tabs: at.inputs.map((input) => ({ input })) }] };
    },
    showInformationMessage: () => undefined,
  },
  workspace: {
    isTrusted: true,
    textDocuments: [],
    get workspaceFolders() {
      return [{ name: 'demo', uri: new at.Uri(at.root) }];
    },
    getWorkspaceFolder: (uri: { path: string }) =>
      uri.path.startsWith(at.root) ? { name: 'demo', uri: new at.Uri(at.root) } : undefined,
    asRelativePath: (uri: { path: string }) => uri.path.replace(`${at.root}/`, ''),
    findFiles: async () => at.found,
    fs: {
      stat: async ({ path }: { path: string }) => {
        const stat = statSync(path);
        return { type: stat.isDirectory() ? 2 : Number(stat.isFile()), size: stat.size };
      },
      readFile: async ({ path }: { path: string }) => new Uint8Array(readFileSync(path)),
      readDirectory: async ({ path }: { path: string }) => readdirSync(path).map((name) => [name, 1]),
    },
  },
}));
vi.mock('../../../src/shell/context/gitFiles.ts', () => ({ gitFiles: async () => undefined }));
vi.mock('../../../src/shell/context/workspaceFiles.ts', () => ({ workspaceFiles: async () => at.found }));

const { folderPiece } = await import('../../../src/shell/context/folderPiece.ts');
const { editorsPiece } = await import('../../../src/shell/context/editorsPiece.ts');
const { runPrompt } = await import('../../../src/shell/prompts/runPrompt.ts');
const { PromptFiles } = await import('../../../src/shell/prompts/findPromptFiles.ts');
const { filePiece } = await import('../../../src/shell/context/filePiece.ts');
const { imageFilePiece } = await import('../../../src/shell/context/imagePiece.ts');
const { findFiles } = await import('../../../src/shell/links/findFiles.ts');

const uri = (path: string) => new at.Uri(join(at.root, path)) as unknown as vscode.Uri & { path: string };
const signal = new AbortController().signal;
let top = '';

beforeAll(() => {
  // Of a folder below one named as private only what is in it counts.
  top = mkdtempSync(join(tmpdir(), 'sweeps-'));
  at.root = join(top, 'secrets', 'demo');
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(at.root, path)), { recursive: true });
    writeFileSync(join(at.root, path), text);
  };
  write('docs/real.md', 'REAL');
  write('plain.md', 'PLAIN');
  write('.env', 'KEY=HIDDEN');
  write('own.prompt.md', 'Do it');
  write('../outside.txt', 'HIDDEN');
  write('../dir/inner.txt', 'HIDDEN');
  symlinkSync('../../outside.txt', join(at.root, 'docs/notes.txt'));
  symlinkSync('../.env', join(at.root, 'docs/settings.md'));
  symlinkSync('../plain.md', join(at.root, 'docs/linked.md'));
  symlinkSync('../../dir', join(at.root, 'docs/dir'));
  symlinkSync('.env', join(at.root, 'x.prompt.md'));
});

afterAll(() => rmSync(top, { recursive: true, force: true }));

test('a folder is sent without what its links reach outside, or reach that is private', async () => {
  at.found = ['real.md', 'notes.txt', 'settings.md', 'linked.md', 'dir/inner.txt'].map((name) => uri(`docs/${name}`));
  const gathered = JSON.stringify(await folderPiece(uri('docs')).gather(signal));
  expect(gathered).toContain('REAL');
  expect(gathered).toContain('PLAIN');
  expect(gathered).not.toMatch(/HIDDEN|notes\.txt|settings\.md|inner\.txt/);
});

test('a folder of no workspace is sent by itself, not what its links reach', async () => {
  const folder = new at.Uri(join(top, 'secrets', 'dir'));
  writeFileSync(join(folder.path, 'fine.txt'), 'FINE');
  symlinkSync('../outside.txt', join(folder.path, 'out.txt'));
  at.found = ['fine.txt', 'out.txt'].map((name) => new at.Uri(join(folder.path, name)));
  const gathered = JSON.stringify(await folderPiece(folder as unknown as vscode.Uri).gather(signal));
  expect(gathered).toContain('FINE');
  expect(gathered).not.toContain('HIDDEN');
});

test('open editors are sent without links that lead out of the workspace, or to a secret', async () => {
  at.inputs = ['docs/real.md', 'docs/notes.txt', 'docs/settings.md'].map((path) => new at.TabInputText(uri(path)));
  const gathered = JSON.stringify(await editorsPiece().gather(signal));
  expect(gathered).toContain('REAL');
  expect(gathered).not.toContain('HIDDEN');
});

test('a prompt file names no secret, by whichever slash or link', async () => {
  const body = '#file:plain.md #file:.\\.env #file:docs/settings.md #file:docs/notes.txt';
  const prompt = { name: 'x', body, description: '', ignored: [], uri: uri('own.prompt.md'), place: '' };
  const { pieces } = (await runPrompt(prompt, '')) ?? { pieces: [] };
  expect(pieces.map(({ chip }) => chip.detail)).toEqual(['plain.md']);
});

test('a prompt file that is a link to a secret is none', async () => {
  at.found = [uri('own.prompt.md'), uri('x.prompt.md')];
  const prompts = await new PromptFiles(uri('storage')).all();
  expect(prompts.map(({ name }) => name)).toEqual(['own']);
});

test('a path in an answer leads nowhere outside', async () => {
  at.found = [uri('docs/notes.txt'), uri('docs/real.md')];
  const found = await findFiles(['docs/real.md', 'docs/notes.txt', 'docs/dir/inner.txt', 'docs/dir', 'notes.txt']);
  expect([...found.keys()]).toEqual(['docs/real.md']);
});

describe('a file of a hostile workspace that was attached by hand', () => {
  const gathered = (name: string) => filePiece(uri(name)).gather(signal);

  test('is not read where its name hides that it leads to what may hold secrets', async () => {
    expect(await gathered('docs/settings.md')).toMatchObject({ problem: expect.stringContaining('may hold secrets') });
    symlinkSync('/proc/self/environ', join(at.root, 'environment.md'));
    expect(await gathered('environment.md')).toMatchObject({ problem: expect.stringContaining('may hold secrets') });
    for (const name of ['docs/linked.md', '.env']) expect(await gathered(name)).toHaveProperty('context');
  });

  test('is not waited for where it is a pipe or a device', async () => {
    execFileSync(
      'mkfifo',
      ['pipe.md', 'pipe.png', 'pipe.prompt.md'].map((name) => join(at.root, name)),
    );
    symlinkSync('/dev/zero', join(at.root, 'zero.md'));
    for (const name of ['pipe.md', 'zero.md'])
      expect(await gathered(name)).toMatchObject({ problem: expect.stringContaining('not a text file') });
    expect((await imageFilePiece(uri('pipe.png'), 'image/png')).chip).toHaveProperty('problem');
    at.found = [uri('pipe.prompt.md')];
    expect((await new PromptFiles(uri('settings')).all()).filter(({ name }) => name === 'pipe')).toEqual([]);
  });

  test('is not read into memory to find out that it is too large', async () => {
    for (const name of ['huge.md', 'huge.png', 'huge.prompt.md']) {
      writeFileSync(join(at.root, name), '');
      // No file system stores the blanks; who reads them needs the memory.
      truncateSync(join(at.root, name), 8_000_000_000);
    }
    expect(await gathered('huge.md')).toMatchObject({ problem: expect.stringContaining('larger than') });
    expect((await imageFilePiece(uri('huge.png'), 'image/png')).chip.problem).toContain('larger than');
    at.found = [uri('huge.prompt.md')];
    expect((await new PromptFiles(uri('settings')).all()).filter(({ name }) => name === 'huge')).toEqual([]);
  });
});
