import * as vscode from 'vscode';
import { withoutHidden } from '../../core/hiddenSigns.ts';
import type { Finding, Severity } from '../../core/review/readFindings.ts';
import { shiftedRange } from './shiftedRange.ts';

/** A finding at its lines. */
export interface PlacedFinding {
  readonly finding: Finding;
  readonly uri: vscode.Uri;
  readonly range: vscode.Range;
}

/** The answer that findings are from: the full id of its model, where that is known, and when it was asked for. */
interface Author {
  readonly model: string | undefined;
  readonly at: number;
}

const PRESENT = 'switchyard.hasFindings';

/** The findings of one review as comments at their lines, until they are dismissed or taken away. */
export class FindingComments implements vscode.Disposable {
  readonly #findings = new Map<vscode.CommentThread, PlacedFinding>();
  #controller: vscode.CommentController | undefined;
  #edits: vscode.Disposable | undefined;

  /** Shows these findings besides those that are there; says where they are when there are any. */
  show(findings: readonly PlacedFinding[], author: Author): void {
    if (findings.length === 0) return;
    this.#controller ??= vscode.comments.createCommentController(
      'switchyard.review',
      vscode.l10n.t('Switchyard Review'),
    );
    // The editor moves what it shows; what is said of a closed file and what is fixed must move along.
    this.#edits ??= vscode.workspace.onDidChangeTextDocument((event) => this.#edited(event));
    for (const placed of findings) this.#add(this.#controller, placed, author);
    this.#tell();
  }

  /** What a thread of ours is about, at its lines of now. */
  of(thread: unknown): PlacedFinding | undefined {
    const known = this.#findings.get(thread as vscode.CommentThread);
    const range = (thread as vscode.CommentThread | undefined)?.range;
    return known && { ...known, range: range ?? known.range };
  }

  dismiss(thread: unknown): void {
    if (!this.#findings.delete(thread as vscode.CommentThread)) return;
    (thread as vscode.CommentThread).dispose();
    this.#tell();
  }

  /** Takes all of them away; tells what there was, at its lines of now. */
  take(): PlacedFinding[] {
    const threads = [...this.#findings.keys()];
    const taken = threads.map((thread) => this.of(thread)).filter((placed) => placed !== undefined);
    for (const thread of threads) thread.dispose();
    this.#findings.clear();
    this.#tell();
    return taken;
  }

  dispose(): void {
    this.#edits?.dispose();
    this.#controller?.dispose();
  }

  #add(controller: vscode.CommentController, placed: PlacedFinding, { model, at }: Author): void {
    const { finding, uri, range } = placed;
    const thread = controller.createCommentThread(uri, range, [
      {
        author: { name: severityName(finding.severity) },
        body: harmless(`**${finding.title.replace(/[*_`\\[\]<>]/g, '')}**\n\n${finding.body}`),
        mode: vscode.CommentMode.Preview,
        timestamp: new Date(at),
      },
    ]);
    thread.label =
      model === undefined ? vscode.l10n.t('Switchyard Review') : vscode.l10n.t('Switchyard Review by {0}', model);
    thread.canReply = false;
    thread.contextValue = finding.severity;
    // What matters most is open; the rest shows its mark beside the line.
    const open = finding.severity !== 'low';
    thread.collapsibleState = vscode.CommentThreadCollapsibleState[open ? 'Expanded' : 'Collapsed'];
    this.#findings.set(thread, placed);
  }

  #edited({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    for (const [thread, { uri }] of this.#findings) {
      if (uri.toString() !== document.uri.toString() || thread.range === undefined) continue;
      const range = contentChanges.reduce(shiftedRange, thread.range);
      if (!range.isEqual(thread.range)) thread.range = range;
    }
  }

  #tell(): void {
    void vscode.commands.executeCommand('setContext', PRESENT, this.#findings.size > 0);
  }
}

function severityName(severity: Severity): string {
  const { t } = vscode.l10n;
  switch (severity) {
    case 'high':
      return t('High');
    case 'medium':
      return t('Medium');
    case 'low':
      return t('Low');
  }
}

/**
 * Without pictures, which the editor would fetch from wherever the model says, and without what disguises words. The joiner
 * is invisible.
 */
function harmless(markdown: string): vscode.MarkdownString {
  return new vscode.MarkdownString(withoutHidden(markdown).replaceAll('![', '!\u2060['));
}
