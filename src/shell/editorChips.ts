import * as vscode from 'vscode';
import { type Attachment, fileAttachment, selectionAttachment } from './editorContext.ts';

/**
 * What the next message would carry: the selection, else the file of the active editor. It follows the editor until the
 * user takes it away, and a file that this chat already holds unchanged is not offered again.
 */
export class EditorChips implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscriptions: vscode.Disposable[];
  readonly #removed = new Set<string>();
  #sent: ReadonlySet<string> = new Set();

  readonly onDidChange = this.#changed.event;

  constructor() {
    const fire = () => this.#changed.fire();
    this.#subscriptions = [
      this.#changed,
      vscode.window.onDidChangeActiveTextEditor(fire),
      vscode.window.onDidChangeTextEditorSelection((event) => {
        if (event.textEditor === vscode.window.activeTextEditor) fire();
      }),
    ];
  }

  /** The pieces that would be sent now. */
  current(): Attachment[] {
    const attachment = this.#offer();
    if (attachment === undefined || this.#removed.has(attachment.chip.id)) return [];
    return this.#sent.has(fingerprint(attachment)) ? [] : [attachment];
  }

  remove(chipId: string): void {
    this.#removed.add(chipId);
    this.#changed.fire();
  }

  /** Brings back what was removed or already sent. */
  restore(): void {
    const attachment = this.#offer();
    if (attachment === undefined) return;
    this.#removed.delete(attachment.chip.id);
    this.#sent = new Set([...this.#sent].filter((print) => print !== fingerprint(attachment)));
    this.#changed.fire();
  }

  /** These were sent in this chat; with no argument a new chat begins. */
  markSent(attachments: readonly Attachment[] | undefined): void {
    this.#sent = attachments === undefined ? new Set() : new Set([...this.#sent, ...attachments.map(fingerprint)]);
    if (attachments === undefined) this.#removed.clear();
    this.#changed.fire();
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #offer(): Attachment | undefined {
    const editor = vscode.window.activeTextEditor;
    return selectionAttachment(editor) ?? fileAttachment(editor);
  }
}

function fingerprint({ chip, context }: Attachment): string {
  return `${chip.id}\n${context.selection ?? context.files?.map((file) => file.text).join('\n')}`;
}
