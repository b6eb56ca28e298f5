import * as vscode from 'vscode';
import type { FindingComments } from '../review/findingComments.ts';
import { type Fixer, proposeFix } from './proposeFix.ts';

/** Proposes a correction of what one finding of a review is about. */
export async function fixFinding(fixer: Fixer, findings: FindingComments, thread: unknown): Promise<void> {
  const placed = findings.of(thread);
  if (placed === undefined) return;
  const { finding, uri, range } = placed;
  const document = await vscode.workspace.openTextDocument(uri);
  const message = `line ${range.start.line + 1}: ${finding.title}\n${finding.body}`;
  await proposeFix(fixer, { document, range: document.validateRange(range), messages: [message] });
}
