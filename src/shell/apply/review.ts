import * as vscode from 'vscode';
import { PROPOSAL_SCHEME, type ProposalFiles } from './proposalFiles.ts';
import { rebaseText } from './rebaseText.ts';
import { type ReviewedFile, withLineEnds } from './reviewedFile.ts';

let count = 0;

/** One set of proposed changes as a reader sees it: a tab with the real documents on the left, what is proposed on the right. */
export class Review {
  readonly files: ReviewedFile[];
  readonly title: string;
  readonly #proposals: ProposalFiles;
  readonly #sides: { readonly before: vscode.Uri; readonly after: vscode.Uri }[];
  readonly #id = String(++count);
  #seen = false;

  constructor(files: readonly ReviewedFile[], title: string, proposals: ProposalFiles) {
    this.files = [...files];
    this.title = title;
    this.#proposals = proposals;
    this.#sides = files.map((file) => ({
      before: file.isNew ? proposals.put(file.uri, `${this.#id}-none`, '') : file.uri,
      after: proposals.put(file.uri, this.#id, file.text),
    }));
  }

  /** Opens the tab. */
  async open(): Promise<void> {
    const [first] = this.#sides;
    if (this.#sides.length === 1 && first !== undefined) {
      await vscode.commands.executeCommand('vscode.diff', first.before, first.after, this.title, { preview: false });
    } else {
      const rows = this.#sides.map(({ before, after }, index) => [this.files[index]?.uri, before, after]);
      await vscode.commands.executeCommand('vscode.changes', this.title, rows);
      // It would open as a preview, which the next file takes the place of.
      if (this.#tabs().some((tab) => tab.isActive && tab.isPreview)) {
        await vscode.commands.executeCommand('workbench.action.keepEditor');
      }
    }
  }

  /** Whether a tab shows this review, or one of its proposed texts by itself. */
  shows(tab: vscode.Tab): boolean {
    const { input } = tab;
    if (input instanceof vscode.TabInputTextDiff) return this.#isOurs(input.modified);
    if (input instanceof vscode.TabInputText) return this.#isOurs(input.uri);
    // The editor adds how many files there are; its stable API says no more of such a tab.
    return this.#sides.length > 1 && tab.label.startsWith(this.title);
  }

  /** False once its tab was open and is not any more. */
  get isOpen(): boolean {
    const found = this.#tabs().length > 0;
    this.#seen ||= found;
    return found || !this.#seen;
  }

  /** A proposed text as it stands now, with what the reader changed in it. */
  proposed(index: number): string {
    const uri = this.#sides[index]?.after;
    if (uri === undefined) return '';
    // An editor that has nothing unsaved may still show what was there before.
    return this.#dirty(uri)?.getText() ?? this.#proposals.text(uri);
  }

  /** A document under review has changed: where the proposal still fits it is placed anew, so that the right side keeps what was typed on the left. */
  follow(document: vscode.TextDocument): void {
    const index = this.files.findIndex(({ uri }) => uri.toString() === document.uri.toString());
    const file = this.files[index];
    if (file === undefined || file.isNew) return;
    const current = document.getText();
    const after = this.#sides[index]?.after;
    if (current === file.base || after === undefined || this.#dirty(after) !== undefined) return;
    const placed = rebaseText(file.base, withLineEnds(this.proposed(index), document.eol), current);
    if (!placed.ok) return;
    this.files[index] = { ...file, base: current, text: placed.text };
    this.#proposals.put(file.uri, this.#id, placed.text);
  }

  /** Closes its tabs and forgets its texts. */
  async close(): Promise<void> {
    const uris = this.#sides.flatMap(({ before, after }) =>
      before.scheme === PROPOSAL_SCHEME ? [before, after] : [after],
    );
    for (const document of vscode.workspace.textDocuments) {
      if (document.isDirty && this.#isOurs(document.uri)) await document.save();
    }
    const tabs = this.#tabs();
    if (tabs.length > 0) await vscode.window.tabGroups.close(tabs);
    this.#proposals.remove(uris);
  }

  #dirty(uri: vscode.Uri): vscode.TextDocument | undefined {
    return vscode.workspace.textDocuments.find((one) => one.isDirty && one.uri.toString() === uri.toString());
  }

  #tabs(): vscode.Tab[] {
    return vscode.window.tabGroups.all.flatMap((group) => group.tabs).filter((tab) => this.shows(tab));
  }

  #isOurs({ scheme, query }: vscode.Uri): boolean {
    return scheme === PROPOSAL_SCHEME && query.split('-', 1)[0] === this.#id;
  }
}
