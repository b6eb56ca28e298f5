import * as vscode from 'vscode';
import { blockLanguage, fitsLanguage } from '../../core/apply/blockLanguages.ts';
import type { BlockPart } from '../../core/apply/blockParts.ts';
import type { Hint } from '../../core/apply/hint.ts';
import { workingEditor } from '../context/workingEditor.ts';
import { tellError } from '../tell.ts';
import type { AnswerSource } from './answerSource.ts';
import { askForTarget } from './askForTarget.ts';
import { resolvePath } from './resolvePath.ts';

/** The document that a change is for. */
export interface Target {
  readonly uri: vscode.Uri;
  readonly exists: boolean;
  /** A model's words led here. */
  readonly named: boolean;
  /** What the question had selected in it. */
  readonly selection?: { readonly text: string; readonly hint: Hint };
}

/**
 * Where a change belongs: the file it names, else the file the question was about, else the active editor's if the language
 * fits, else what the reader chooses. Undefined where the reader chose nothing or was told why the named file will not do.
 */
export async function findTarget(
  part: BlockPart,
  language: string,
  source: AnswerSource | undefined,
): Promise<Target | undefined> {
  if (part.path !== undefined) {
    const resolved = await resolvePath(part.path);
    if (resolved.kind === 'refused') void tellError(resolved.because);
    if (resolved.kind !== 'file') return undefined;
    return withSelection({ uri: resolved.uri, exists: resolved.exists, named: true }, source);
  }
  const wanted = part.kind === 'code' ? language : '';
  return (await fromQuestion(wanted, source)) ?? fromEditor(wanted, source) ?? (await fromReader(language, source));
}

/** The file that the question carried, if it was one and the code may stand in it. */
async function fromQuestion(language: string, source: AnswerSource | undefined): Promise<Target | undefined> {
  const [path, ...others] = source?.paths ?? [];
  if (path === undefined || others.length > 0) return undefined;
  const uri = await carried(path);
  if (uri === undefined) return undefined;
  const document = await vscode.workspace.openTextDocument(uri).then(undefined, () => undefined);
  if (document === undefined || !fits(language, document)) return undefined;
  return withSelection({ uri, exists: true, named: false }, source);
}

/** A path as the chat wrote it down when the question was asked: an open document, or a file of a workspace folder. */
async function carried(path: string): Promise<vscode.Uri | undefined> {
  const open = vscode.workspace.textDocuments.filter(
    (document) => vscode.workspace.asRelativePath(document.uri) === path,
  );
  if (open.length === 1) return open[0]?.uri;
  const resolved = await resolvePath(path);
  return resolved.kind === 'file' && resolved.exists ? resolved.uri : undefined;
}

function fromEditor(language: string, source: AnswerSource | undefined): Target | undefined {
  const document = workingEditor()?.document;
  if (document === undefined || !['file', 'untitled', 'vscode-vfs'].includes(document.uri.scheme)) return undefined;
  if (!fits(language, document)) return undefined;
  return withSelection({ uri: document.uri, exists: true, named: false }, source);
}

async function fromReader(language: string, source: AnswerSource | undefined): Promise<Target | undefined> {
  const chosen = await askForTarget();
  if (chosen === undefined) return undefined;
  if (chosen !== 'newFile') return withSelection({ uri: chosen, exists: true, named: false }, source);
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const ending = blockLanguage(language)?.ending ?? 'txt';
  const uri = await vscode.window.showSaveDialog({
    ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder, `untitled.${ending}`) }),
    saveLabel: vscode.l10n.t('Compare'),
  });
  return uri && { uri, exists: false, named: false };
}

/** A patch says of itself where it fits. */
function fits(language: string, document: vscode.TextDocument): boolean {
  return language === '' || /^(?:u?diff|patch)$/.test(language) || fitsLanguage(language, document.languageId);
}

function withSelection(target: Target, source: AnswerSource | undefined): Target {
  const { selection } = source ?? {};
  if (selection === undefined || vscode.workspace.asRelativePath(target.uri) !== selection.path) return target;
  return { ...target, selection: { text: selection.text, hint: selection.hint } };
}
