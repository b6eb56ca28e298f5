import * as vscode from 'vscode';
import { placeFinding } from '../../core/review/placeFinding.ts';
import { type Finding, readFindings } from '../../core/review/readFindings.ts';
import type { ReviewedFile } from '../chat/turns.ts';
import { READABLE_SCHEMES } from '../context/editorContext.ts';
import type { PlacedFinding } from './findingComments.ts';

/** What a review's answer finds, at the lines of these files as they are now; what fits none of them is left out. */
export async function findingsIn(answer: string, files: readonly ReviewedFile[]): Promise<PlacedFinding[]> {
  const placed = await Promise.all(readFindings(answer).map((finding) => place(finding, files)));
  return placed.filter((finding) => finding !== undefined);
}

async function place(finding: Finding, files: readonly ReviewedFile[]): Promise<PlacedFinding | undefined> {
  const file = fileNamed(files, finding.path) ?? (files.length === 1 ? files[0] : undefined);
  const uri = file && vscode.Uri.parse(file.uri);
  // A chat may come from somebody else's file.
  if (uri === undefined || !READABLE_SCHEMES.has(uri.scheme)) return undefined;
  const document = await vscode.workspace.openTextDocument(uri).then(undefined, () => undefined);
  const lines = document && placeFinding(finding, document.getText().split(/\r?\n/), file?.lines ?? []);
  if (document === undefined || lines === undefined) return undefined;
  const end = document.lineAt(Math.min(lines.end, document.lineCount) - 1).range.end;
  return { finding, uri, range: new vscode.Range(lines.start - 1, 0, end.line, end.character) };
}

/** The reviewed file that a finding names: by its whole path, else the only one that ends like it. */
function fileNamed(files: readonly ReviewedFile[], path: string): ReviewedFile | undefined {
  const exact = files.find((file) => file.path === path);
  if (exact !== undefined) return exact;
  const alike = files.filter((file) => file.path.endsWith(`/${path}`) || path.endsWith(`/${file.path}`));
  return alike.length === 1 ? alike[0] : undefined;
}
