import type * as vscode from 'vscode';
import type { ReviewedLines } from '../../core/review/placeFinding.ts';
import type { Attachment } from '../context/editorContext.ts';

/** What one review is about: what is sent, and the lines that findings may be about. */
export interface ReviewScope {
  readonly text: string;
  readonly attachment: Attachment;
  readonly files: readonly ReviewedFile[];
}

/** A file that is reviewed, under the name that the model is given. */
export interface ReviewedFile {
  readonly path: string;
  readonly uri: vscode.Uri;
  readonly lines: readonly ReviewedLines[];
}

/** The reviewed file that a finding names: by its whole path, else the only one that ends like it. */
export function fileNamed(files: readonly ReviewedFile[], path: string): ReviewedFile | undefined {
  const exact = files.find((file) => file.path === path);
  if (exact !== undefined) return exact;
  const alike = files.filter((file) => file.path.endsWith(`/${path}`) || path.endsWith(`/${file.path}`));
  return alike.length === 1 ? alike[0] : undefined;
}
