import * as vscode from 'vscode';
import { inform, warn } from '../tell.ts';
import { applyFiles } from './applyFiles.ts';
import { proposalFiles } from './proposalFiles.ts';
import type { ProposedChange, ReviewEnd, WillEdit } from './proposedChange.ts';
import { Review } from './review.ts';
import { type ReviewedFile, reviewedFile } from './reviewedFile.ts';
import { severalTitle } from './severalTitle.ts';

/** Set while the active tab is a review of several files: its tab has no scheme that a menu could see. */
const SEVERAL = 'switchyard.reviewingSeveral';
/** Moving a tab to another group closes it there and opens it here. */
const MOVES_WITHIN_MS = 150;
const SAVES_AFTER_MS = 300;
const FOLLOWS_AFTER_MS = 400;

/** Every review of the window that is open. */
export class Reviews implements vscode.Disposable {
  readonly #proposals = proposalFiles();
  readonly #open = new Map<Review, { readonly ended: (end: ReviewEnd) => void; readonly willEdit: WillEdit }>();
  readonly #applying = new Set<Review>();
  readonly #following = new Map<string, NodeJS.Timeout>();
  readonly #subscriptions: vscode.Disposable[] = [
    this.#proposals,
    vscode.window.tabGroups.onDidChangeTabs(({ closed }) => this.#tabsChanged(closed.length > 0)),
    vscode.window.tabGroups.onDidChangeTabGroups(() => this.#tabsChanged(false)),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      this.#saveSoon(document);
      this.#followSoon(document);
    }),
  ];

  async show(changes: readonly ProposedChange[], willEdit: WillEdit): Promise<ReviewEnd> {
    const looked = await Promise.all(changes.map(reviewedFile));
    const refusals = looked.filter((file) => typeof file === 'string');
    if (refusals.length > 0) void warn(refusals.join(' '));
    const sound = looked.filter((file) => typeof file !== 'string');
    if (sound.length === 0) return 'refused';
    const files = sound.filter((file) => file.isNew || file.text !== file.base);
    if (files.length === 0) {
      void inform(vscode.l10n.t('Nothing to change: this is what is there already.'));
      return 'refused';
    }
    await this.#replace(files);
    const review = new Review(files, titleOf(files), this.#proposals);
    const end = new Promise<ReviewEnd>((ended) => {
      this.#open.set(review, { ended, willEdit });
    });
    await review.open();
    this.#tabsChanged(false);
    return end;
  }

  /** False where no review is active. */
  async apply(): Promise<boolean> {
    const review = this.#active();
    if (review === undefined || this.#applying.has(review)) return review !== undefined;
    this.#applying.add(review);
    try {
      const willEdit = this.#open.get(review)?.willEdit ?? (() => {});
      const applied = await applyFiles(review.files, (index) => review.proposed(index), willEdit);
      if (applied !== 'kept') await this.#end(review, applied);
    } finally {
      this.#applying.delete(review);
    }
    return true;
  }

  async discard(): Promise<void> {
    const review = this.#active();
    if (review !== undefined) await this.#end(review, 'discarded');
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #active(): Review | undefined {
    const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
    const shown = [...this.#open.keys()].find((review) => tab !== undefined && review.shows(tab));
    // From the palette or a key the only review is meant, wherever the cursor is.
    return shown ?? (this.#open.size === 1 ? [...this.#open.keys()][0] : undefined);
  }

  /** Two reviews of one document would each undo the other; of those over several files one is open at a time. */
  async #replace(files: readonly ReviewedFile[]): Promise<void> {
    const uris = new Set(files.map(({ uri }) => uri.toString()));
    for (const review of [...this.#open.keys()]) {
      const both = review.files.length > 1 && files.length > 1;
      if (both || review.files.some(({ uri }) => uris.has(uri.toString()))) await this.#end(review, 'discarded');
    }
  }

  async #end(review: Review, end: ReviewEnd): Promise<void> {
    const opened = this.#open.get(review);
    this.#open.delete(review);
    await review.close();
    opened?.ended(end);
  }

  #tabsChanged(someClosed: boolean): void {
    const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
    const isSeveral = [...this.#open.keys()].some((r) => r.files.length > 1 && tab !== undefined && r.shows(tab));
    void vscode.commands.executeCommand('setContext', SEVERAL, isSeveral);
    for (const review of this.#open.keys()) void review.isOpen;
    if (someClosed) setTimeout(() => this.#endClosed(), MOVES_WITHIN_MS);
  }

  #endClosed(): void {
    for (const review of [...this.#open.keys()]) {
      if (!review.isOpen && !this.#applying.has(review)) void this.#end(review, 'discarded');
    }
  }

  /** While someone types on, the proposal waits. */
  #followSoon(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    const review = [...this.#open.keys()].find(({ files }) => files.some(({ uri }) => uri.toString() === key));
    if (review === undefined) return;
    clearTimeout(this.#following.get(key));
    const follow = () => {
      this.#following.delete(key);
      if (this.#open.has(review) && !this.#applying.has(review)) review.follow(document);
    };
    this.#following.set(key, setTimeout(follow, FOLLOWS_AFTER_MS));
  }

  /** What the reader changes in a proposed text is kept at once: closing its tab must not ask whether to save it. */
  #saveSoon(document: vscode.TextDocument): void {
    if (!document.isDirty || !this.#proposals.has(document.uri)) return;
    setTimeout(() => {
      if (document.isDirty && !document.isClosed) void document.save();
    }, SAVES_AFTER_MS);
  }
}

function titleOf(files: readonly ReviewedFile[]): string {
  const [first] = files;
  if (files.length > 1 || first === undefined) return severalTitle();
  const name = first.uri.path.slice(first.uri.path.lastIndexOf('/') + 1);
  return first.isNew
    ? vscode.l10n.t('{0} (Switchyard: proposed new file)', name)
    : vscode.l10n.t('{0} (Switchyard: proposed change)', name);
}
