import * as vscode from 'vscode';
import { blockLanguage } from '../../core/apply/blockLanguages.ts';
import { namedPath } from '../../protocol/namedPath.ts';
import { warn } from '../tell.ts';
import type { AnswerSource } from './answerSource.ts';
import { blockOf, type NamedBlock, partsOf } from './applyBlock.ts';
import { askAgain } from './askAgain.ts';
import { resolvePath } from './resolvePath.ts';

/**
 * Opens an untitled document with a block's code in its language. Where the block names a file that does not exist yet,
 * saving proposes that name; nothing is written before. False where the reader thought better of it.
 */
export async function openNewFile(named: NamedBlock, source: AnswerSource | undefined): Promise<boolean> {
  const block = blockOf(named, source);
  const [part] = partsOf(block);
  const code = part !== undefined && 'text' in part ? part.text : block.text;
  const content = code.endsWith('\n') || code === '' ? code : `${code}\n`;
  const path = namedPath(block);
  const uri = path === undefined ? undefined : await freeFile(path);
  if (uri === 'cancelled') return false;
  const document =
    uri === undefined
      ? await vscode.workspace.openTextDocument({ content, ...(await languageOf(block.language)) })
      : await vscode.workspace.openTextDocument(uri.with({ scheme: 'untitled' }));
  const editor = await vscode.window.showTextDocument(document, { preview: false });
  if (uri !== undefined) await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), content));
  return true;
}

/** The file of this name, if it may be made and is not there yet; otherwise the reader chooses a name when saving. */
async function freeFile(path: string): Promise<vscode.Uri | 'cancelled' | undefined> {
  if ((vscode.workspace.workspaceFolders ?? []).length === 0) return undefined;
  const resolved = await resolvePath(path);
  if (resolved.kind === 'cancelled') return 'cancelled';
  if (resolved.kind === 'refused') {
    void warn(resolved.because);
    return undefined;
  }
  const untitled = resolved.uri.with({ scheme: 'untitled' }).toString();
  const isOpen = vscode.workspace.textDocuments.some(({ uri }) => uri.toString() === untitled);
  if (resolved.exists || isOpen) return undefined;
  return (await askAgain([resolved])) ? resolved.uri : 'cancelled';
}

/** A language that this editor does not know would be refused. */
async function languageOf(name: string): Promise<{ language?: string }> {
  const id = blockLanguage(name)?.id ?? name;
  return (await vscode.languages.getLanguages()).includes(id) ? { language: id } : {};
}
