import * as vscode from 'vscode';
import { isPrivatePath } from '../../core/privacy/privateFile.ts';
import { baseName } from '../context/baseName.ts';
import { filePiece } from '../context/filePiece.ts';
import type { Piece } from '../context/piece.ts';
import { sweepable } from '../context/sweepable.ts';
import { workingEditor } from '../context/workingEditor.ts';
import { askText } from '../picks.ts';
import { inform } from '../tell.ts';
import type { FoundPrompt } from './findPromptFiles.ts';
import { fillPrompt, promptInputs, promptLinks, usesSelection } from './promptVariables.ts';
import { workspacePath } from './workspacePath.ts';

/** What a prompt file became: the question, and the files it names. */
export interface FilledPrompt {
  readonly text: string;
  readonly pieces: readonly Piece[];
  /** The files that its words come from. */
  readonly paths: readonly string[];
}

/** Fills a prompt file in, asking for what it wants to know; undefined where the user does not answer. Runs nothing. */
export async function runPrompt(prompt: FoundPrompt, words: string): Promise<FilledPrompt | undefined> {
  const inputs = new Map<string, string>();
  for (const { name, placeholder } of promptInputs(prompt.body)) {
    const given = await askText({
      title: `/${prompt.name}`,
      prompt: name,
      placeHolder: placeholder,
    });
    if (given === undefined) return undefined;
    inputs.set(name, given);
  }
  const editor = workingEditor();
  const file = editor === undefined ? '' : vscode.workspace.asRelativePath(editor.document.uri);
  const folder = vscode.workspace.workspaceFolders?.[0]?.name ?? '';
  const values = {
    selection: editor?.document.getText(editor.selection) ?? '',
    file,
    fileBasename: baseName(file),
    workspaceFolder: folder,
    inputs,
  };
  const { pieces, refused } = await linkedFiles(prompt.body);
  tellIgnored(prompt, refused);
  const body = fillPrompt(prompt.body, values);
  const paths = values.selection !== '' && usesSelection(prompt.body) ? [file] : [];
  return { text: words === '' ? body : `${body}\n\n${words}`, pieces, paths };
}

/** A prompt file may come with the workspace: it never sends what looks like a secret, or anything outside. */
async function linkedFiles(body: string): Promise<{ pieces: Piece[]; refused: string[] }> {
  const pieces: Piece[] = [];
  const refused: string[] = [];
  for (const link of promptLinks(body)) {
    const uri = isPrivatePath(link) ? undefined : await workspacePath(link);
    const [file] = uri === undefined ? [] : await sweepable([uri]);
    if (file === undefined) refused.push(link);
    else pieces.push(filePiece(file));
  }
  return { pieces, refused };
}

function tellIgnored({ name, ignored }: FoundPrompt, refused: readonly string[]): void {
  const { t } = vscode.l10n;
  const said: string[] = [];
  if (refused.length > 0) {
    said.push(
      t(
        'These files are not sent, because they are not in the workspace or may hold secrets: {0}.',
        refused.join(', '),
      ),
    );
  }
  if (ignored.length > 0) said.push(t('What it sets besides is ignored: {0}.', ignored.join(', ')));
  if (said.length > 0) void inform(`/${name}: ${said.join(' ')}`);
}
