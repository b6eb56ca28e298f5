import * as vscode from 'vscode';
import { type PathRefusal, refusedPath } from '../../core/apply/refusedPath.ts';
import { pickOne } from '../picks.ts';
import { insideWorkspace } from './insideWorkspace.ts';

/** A path from a model's words as a file of the workspace, an unfit one with the reason, or nothing chosen among several. */
export type ResolvedPath =
  | { readonly kind: 'file'; readonly uri: vscode.Uri; readonly exists: boolean }
  | { readonly kind: 'refused'; readonly because: string }
  | { readonly kind: 'cancelled' };

const MOST_FOUND = 20;

/** Finds the file that a path means: below a workspace folder, else the one file whose path ends so, else a new file. */
export async function resolvePath(named: string): Promise<ResolvedPath> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const path = named
    .trim()
    .replaceAll('\\', '/')
    .replace(/^(?:\.\/)+/, '');
  const roots = folders.flatMap(({ uri }) => [uri.path, uri.fsPath.replaceAll('\\', '/')]);
  const refusal = named.startsWith('\\\\') ? 'network' : refusedPath(path, roots);
  if (refusal !== undefined) return { kind: 'refused', because: because(refusal, named) };
  const open = openDocument(path);
  if (folders.length === 0) {
    if (open !== undefined) return { kind: 'file', uri: open, exists: true };
    return { kind: 'refused', because: vscode.l10n.t('No folder is open where “{0}” could be.', shown(named)) };
  }
  const below = candidates(path, folders);
  const existing = await filter(below, isFile);
  const found = existing.length > 0 ? existing : await endingWith(path);
  const chosen = found.length > 1 ? await choose(found) : (found[0] ?? (await newFile(below)));
  if (chosen === undefined) return { kind: 'cancelled' };
  if (await isNoFile(chosen)) return { kind: 'refused', because: because('unreadable', named) };
  if (!(await insideWorkspace(chosen))) {
    return {
      kind: 'refused',
      because: vscode.l10n.t('“{0}” leads outside the folders of this workspace.', shown(named)),
    };
  }
  return { kind: 'file', uri: chosen, exists: found.length > 0 };
}

/** A model's words in a message: short, in one line, without what could disguise them. */
function shown(named: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is taken out.
  return named.replace(/[\u0000-\u001f\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu, '').slice(0, 120);
}

function because(refusal: PathRefusal, named: string): string {
  const { t } = vscode.l10n;
  switch (refusal) {
    case 'upwards':
      return t('“{0}” leads out of the workspace; a change may only be made inside its folders.', shown(named));
    case 'absolute':
      return t('“{0}” is outside the folders of this workspace.', shown(named));
    case 'network':
      return t('“{0}” is an address, not a file of this workspace.', shown(named));
    case 'unreadable':
      return t('“{0}” is no name that a file of this workspace could have.', shown(named));
  }
}

function candidates(path: string, folders: readonly vscode.WorkspaceFolder[]): vscode.Uri[] {
  const [first = '', ...rest] = path.split('/');
  return folders.flatMap((folder) => {
    for (const root of [folder.uri.path, folder.uri.fsPath.replaceAll('\\', '/')]) {
      if (path.startsWith(`${root}/`)) return [vscode.Uri.joinPath(folder.uri, path.slice(root.length + 1))];
    }
    if (path.startsWith('/')) return [];
    const whole = vscode.Uri.joinPath(folder.uri, path);
    // As the editor itself writes paths where there are several folders.
    const isPrefixed = first === folder.name && rest.length > 0;
    return isPrefixed ? [vscode.Uri.joinPath(folder.uri, ...rest), whole] : [whole];
  });
}

async function endingWith(path: string): Promise<vscode.Uri[]> {
  if (/[*?{}[\]]/.test(path) || path.startsWith('/')) return [];
  return vscode.workspace.findFiles(`**/${path}`, '**/node_modules/**', MOST_FOUND);
}

/** A file that does not exist yet: in the only folder there is, or in the one that the reader chooses. */
async function newFile(below: readonly vscode.Uri[]): Promise<vscode.Uri | undefined> {
  return below.length > 1 && (vscode.workspace.workspaceFolders?.length ?? 0) > 1 ? choose(below) : below[0];
}

async function choose(uris: readonly vscode.Uri[]): Promise<vscode.Uri | undefined> {
  const items = uris.map((uri) => ({ label: vscode.workspace.asRelativePath(uri, true), uri }));
  return (await pickOne(items, { placeHolder: vscode.l10n.t('Which file is meant?') }))?.uri;
}

function openDocument(path: string): vscode.Uri | undefined {
  const name = path.startsWith('/') ? path : `/${path}`;
  const isMeant = ({ uri }: vscode.TextDocument) =>
    ['file', 'untitled'].includes(uri.scheme) && `/${uri.path}`.endsWith(name);
  const open = vscode.workspace.textDocuments.filter(isMeant);
  return open.length === 1 ? open[0]?.uri : undefined;
}

async function isFile(uri: vscode.Uri): Promise<boolean> {
  const stat = await vscode.workspace.fs.stat(uri).then(undefined, () => undefined);
  return stat !== undefined && (stat.type & vscode.FileType.Directory) === 0;
}

/** A pipe or a device: to open it may take for ever. */
async function isNoFile(uri: vscode.Uri): Promise<boolean> {
  const stat = await vscode.workspace.fs.stat(uri).then(undefined, () => undefined);
  return stat?.type === vscode.FileType.Unknown;
}

async function filter<T>(items: readonly T[], keeps: (item: T) => Promise<boolean>): Promise<T[]> {
  const kept = await Promise.all(items.map(keeps));
  return items.filter((_, index) => kept[index]);
}
