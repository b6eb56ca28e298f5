import * as vscode from 'vscode';
import { insideWorkspace } from '../apply/insideWorkspace.ts';
import { baseName } from '../context/baseName.ts';
import { sweepable } from '../context/sweepable.ts';
import { type PromptFile, parsePromptFile } from './promptFile.ts';

const SUFFIX = '.prompt.md';
const MOST_FILES = 200;
const LARGEST_FILE = 200_000;
const FRESH_MS = 3000;

/** A prompt file by the name it is asked for with. */
export interface FoundPrompt extends PromptFile {
  readonly name: string;
  readonly uri: vscode.Uri;
  /** Where it is, for the reader. */
  readonly place: string;
}

/** The user's prompt files and, in a workspace that is trusted, those in it. */
export class PromptFiles {
  readonly #userFolders: readonly vscode.Uri[];
  #found: { readonly at: number; readonly prompts: Promise<readonly FoundPrompt[]> } | undefined;

  /** Looks into its own folder and into the one where the editor keeps the user's prompt files. */
  constructor(globalStorage: vscode.Uri) {
    this.#userFolders = [
      vscode.Uri.joinPath(globalStorage, 'prompts'),
      vscode.Uri.joinPath(globalStorage, '..', '..', 'prompts'),
    ];
  }

  /** By name, those of the workspace before the user's; one of each name. */
  all(): Promise<readonly FoundPrompt[]> {
    if (this.#found === undefined || Date.now() - this.#found.at > FRESH_MS) {
      this.#found = { at: Date.now(), prompts: this.#find() };
    }
    return this.#found.prompts;
  }

  async #find(): Promise<readonly FoundPrompt[]> {
    const [workspace, user] = await Promise.all([inWorkspace(), Promise.all(this.#userFolders.map(inFolder))]);
    const read = await Promise.all([...workspace, ...user.flat()].map(readPrompt));
    const byName = new Map<string, FoundPrompt>();
    for (const prompt of read) {
      if (prompt !== undefined && !byName.has(prompt.name)) byName.set(prompt.name, prompt);
    }
    return [...byName.values()];
  }
}

/** Those of `.github/prompts` first: that is where the editor's own chat looks. */
async function inWorkspace(): Promise<vscode.Uri[]> {
  if (!vscode.workspace.isTrusted) return [];
  const found = await vscode.workspace.findFiles(`**/*${SUFFIX}`, '**/node_modules/**', MOST_FILES);
  const rank = ({ path }: vscode.Uri) => (path.includes('/.github/prompts/') ? 0 : 1);
  const inside = await Promise.all(found.map(insideWorkspace));
  // A link may lead to a secret of the workspace itself.
  const own = await sweepable(found.filter((_, index) => inside[index]));
  return own.sort((a, b) => rank(a) - rank(b) || (a.path < b.path ? -1 : 1));
}

async function inFolder(folder: vscode.Uri): Promise<vscode.Uri[]> {
  try {
    const entries = await vscode.workspace.fs.readDirectory(folder);
    return entries
      .filter(([name]) => name.endsWith(SUFFIX))
      .slice(0, MOST_FILES)
      .map(([name]) => vscode.Uri.joinPath(folder, name));
  } catch {
    return [];
  }
}

async function readPrompt(uri: vscode.Uri): Promise<FoundPrompt | undefined> {
  try {
    const { type, size } = await vscode.workspace.fs.stat(uri);
    if ((type & vscode.FileType.File) === 0 || size > LARGEST_FILE) return undefined;
    const bytes = await vscode.workspace.fs.readFile(uri);
    const name = baseName(uri.path).slice(0, -SUFFIX.length).replace(/\s+/g, '-');
    const isOurs = vscode.workspace.getWorkspaceFolder(uri) !== undefined;
    const place = isOurs ? vscode.workspace.asRelativePath(uri) : vscode.l10n.t('Your prompt files');
    return name === '' ? undefined : { ...parsePromptFile(new TextDecoder().decode(bytes)), name, uri, place };
  } catch {
    return undefined;
  }
}
