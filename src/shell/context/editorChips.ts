import * as vscode from 'vscode';
import type { RequestContext } from '../../core/chat/requestContext.ts';
import type { Chip } from '../../protocol/panelState.ts';
import { type Attachment, fileAttachment, mayBeOffered, selectionAttachment } from './editorContext.ts';
import { followEditors, workingEditor } from './workingEditor.ts';

/** A selection that is being drawn is not looked at yet. */
const RESTS_MS = 100;

/**
 * What the next message would carry: the selection, else the file of the editor that a person works in. It follows the editor until the
 * user takes it away; what the chat already holds unchanged is not offered again unless asked for.
 */
export class EditorChips implements vscode.Disposable {
  readonly #holds: (context: RequestContext) => boolean;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscriptions: vscode.Disposable[];
  readonly #removed = new Set<string>();
  readonly #wanted = new Set<string>();
  #shown: string | undefined;
  #timer: NodeJS.Timeout | undefined;

  readonly onDidChange = this.#changed.event;

  /** `holds` says whether the chat was already given this context. */
  constructor(holds: (context: RequestContext) => boolean) {
    this.#holds = holds;
    this.#subscriptions = [
      this.#changed,
      followEditors(),
      vscode.window.onDidChangeActiveTextEditor(() => this.#follow()),
      vscode.window.onDidChangeTextEditorSelection((event) => {
        if (event.textEditor === vscode.window.activeTextEditor) this.#follow();
      }),
      // What the chat's own tab hides is offered until it is closed.
      vscode.window.tabGroups.onDidChangeTabs(() => this.#follow()),
    ];
  }

  /** Whether there is a file or a selection to offer, taken away or not. */
  get hasEditor(): boolean {
    return offer() !== undefined;
  }

  /** The pieces that would be sent now. */
  current(): Attachment[] {
    const attachment = offer();
    if (attachment === undefined || this.#removed.has(attachment.chip.id)) return [];
    return this.#wanted.has(attachment.chip.id) || !this.#holds(attachment.context) ? [attachment] : [];
  }

  /** The file that is not offered since it is named like a secret, and says so; taken away or sent by hand it is silent. */
  withheld(): { readonly chip: Chip }[] {
    const editor = workingEditor();
    if (editor === undefined || mayBeOffered(editor.document)) return [];
    const file = fileAttachment(editor);
    if (file === undefined || this.#removed.has(file.chip.id) || this.#holds(file.context)) return [];
    const problem = vscode.l10n.t('Named like a secret, not sent. # attaches it.');
    return [{ chip: { ...file.chip, problem } }];
  }

  remove(chipId: string): void {
    this.#removed.add(chipId);
    this.#wanted.delete(chipId);
    this.#changed.fire();
  }

  /** Brings back what was removed or what the chat already holds. */
  restore(): void {
    const id = offer()?.chip.id;
    if (id === undefined) return;
    this.#removed.delete(id);
    this.#wanted.add(id);
    this.#changed.fire();
  }

  /** Takes what would be sent; what was asked for by hand is asked for once. */
  take(): Attachment[] {
    const attachments = this.current();
    this.#wanted.clear();
    return attachments;
  }

  /** A new chat begins: nothing is removed any more. */
  reset(): void {
    this.#removed.clear();
    this.#wanted.clear();
    this.#changed.fire();
  }

  /** Every move of the cursor comes here: it waits until the cursor rests. */
  #follow(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#compare(), RESTS_MS);
  }

  /** Only a different chip is news, or that there is none to offer any more. */
  #compare(): void {
    const [chip = this.withheld()[0]] = this.current();
    const shown = chip?.chip.id ?? (this.hasEditor ? '' : undefined);
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#changed.fire();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const subscription of this.#subscriptions) subscription.dispose();
  }
}

function offer(): Attachment | undefined {
  const editor = workingEditor();
  if (editor === undefined || !mayBeOffered(editor.document)) return undefined;
  return selectionAttachment(editor) ?? fileAttachment(editor);
}
