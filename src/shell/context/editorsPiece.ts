import * as vscode from 'vscode';
import type { ContextFile } from '../../core/chat/requestContext.ts';
import { READABLE_SCHEMES } from './editorContext.ts';
import type { Gathered, Piece } from './piece.ts';
import { readTextFile } from './readTextFile.ts';
import { sweepable } from './sweepable.ts';

const MOST_EDITORS = 50;

/** The files of all open editors, without those that tend to hold secrets. */
export function editorsPiece(): Piece {
  const { t } = vscode.l10n;
  return {
    chip: { id: 'editors', kind: 'editors', label: t('Open Editors'), detail: t('The files of all open editors') },
    gather,
  };
}

/** The files of the open editors, each once. */
export function openFiles(): vscode.Uri[] {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs.map(({ input }) => input));
  const uris = tabs.flatMap((input) => {
    if (input instanceof vscode.TabInputText) return [input.uri];
    return input instanceof vscode.TabInputTextDiff ? [input.modified] : [];
  });
  const readable = uris.filter(({ scheme }) => READABLE_SCHEMES.has(scheme));
  return [...new Map(readable.map((uri) => [uri.toString(), uri])).values()];
}

async function gather(): Promise<Gathered> {
  const { t } = vscode.l10n;
  const all = openFiles();
  const open = await sweepable(all);
  const read = await Promise.all(open.slice(0, MOST_EDITORS).map(readTextFile));
  const files = read.filter((file): file is ContextFile => !('problem' in file) && file.text.trim() !== '');
  if (files.length === 0) return { problem: t('No file is open in an editor.') };
  const said = [files.map(({ path }) => path).join(', ')];
  const left = open.length - files.length;
  if (left > 0) said.push(t('{0} left out (empty, too many or not text)', left));
  const hidden = all.length - open.length;
  if (hidden > 0) said.push(t('{0} left out that may hold secrets', hidden));
  return { context: { files }, detail: said.join('; ') };
}
