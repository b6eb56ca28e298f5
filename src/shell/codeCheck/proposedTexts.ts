import * as vscode from 'vscode';
import { fitsLanguage } from '../../core/apply/blockLanguages.ts';
import { type BlockPart, blockParts } from '../../core/apply/blockParts.ts';
import { placePart } from '../../core/apply/placePart.ts';
import type { RequestContext } from '../../core/chat/requestContext.ts';
import { codeBlocksOf } from '../../protocol/codeBlocks.ts';
import { namedPath } from '../../protocol/namedPath.ts';
import { insideWorkspace } from '../apply/insideWorkspace.ts';

/** A file of a question as an answer would have it. */
export interface ProposedText {
  readonly document: vscode.TextDocument;
  readonly text: string;
}

const MOST_FILES = 3;

/** The files of a question that an answer's code has a place in, with the whole text that each would have. */
export async function proposedTexts(answer: string, context: RequestContext): Promise<ProposedText[]> {
  const paths = pathsOf(context);
  if (paths.length === 0 || paths.length > 20) return [];
  const texts = new Map<vscode.TextDocument, string>();
  for (const block of codeBlocksOf(answer)) {
    for (const part of blockParts(block.text, block.language, namedPath(block))) {
      const document = await documentOf(part, block.language, paths);
      if (document === undefined) continue;
      const text = texts.get(document) ?? document.getText();
      const selection = context.selection === undefined ? {} : { selection: context.selection };
      const placed = placePart(part, { text, ...selection });
      if (placed.ok && placed.text !== document.getText()) texts.set(document, placed.text);
    }
  }
  return [...texts].slice(0, MOST_FILES).map(([document, text]) => ({ document, text }));
}

/** The files whose text the question carried, as it names them. */
function pathsOf({ selectionPath, files = [] }: RequestContext): string[] {
  const selected = selectionPath?.replace(/:\d+(?:-\d+)?$/, '');
  return [...new Set([...(selected === undefined ? [] : [selected]), ...files.map(({ path }) => path)])];
}

/** The one file of the question that a part is for: by its name, or the only one where its language fits. */
async function documentOf(
  part: BlockPart,
  language: string,
  paths: readonly string[],
): Promise<vscode.TextDocument | undefined> {
  const named = part.path?.replace(/^(?:\.\/|[ab]\/)/, '');
  const meant = paths.filter((path) => named === undefined || path === named || path.endsWith(`/${named}`));
  const [path, ...others] = meant;
  if (path === undefined || others.length > 0) return undefined;
  const document = await openedAs(path);
  const fits = part.kind !== 'code' || language === '' || (document && fitsLanguage(language, document.languageId));
  return fits ? document : undefined;
}

/** The document that a path of the question means: one that is open, or a file of a workspace folder. */
async function openedAs(path: string): Promise<vscode.TextDocument | undefined> {
  const open = vscode.workspace.textDocuments.find((one) => vscode.workspace.asRelativePath(one.uri) === path);
  if (open !== undefined) return open;
  for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
    const file = vscode.Uri.joinPath(uri, path);
    if (!(await insideWorkspace(file))) continue;
    const document = await vscode.workspace.openTextDocument(file).then(undefined, () => undefined);
    if (document !== undefined) return document;
  }
  return undefined;
}
