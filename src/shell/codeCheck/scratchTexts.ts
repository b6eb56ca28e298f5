import * as vscode from 'vscode';

/**
 * The editor's own scheme for code in an answer: TypeScript finds more than syntax errors in it, unlike in any other that is
 * no file's, and the list of problems leaves it out.
 */
const SCHEME = 'vscode-chat-code-block';

let last = 0;

/** Texts that only language services see, for as long as it takes. Nothing is shown, and nothing written. */
export class ScratchTexts implements vscode.Disposable {
  readonly #texts = new Map<string, string>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #folder = `/switchyard-check-${++last}`;
  readonly #provider = vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
    onDidChange: this.#changed.event,
    provideTextDocumentContent: (uri) => this.#texts.get(uri.toString()),
  });

  /** Opens a text as if it were this document. */
  async open(like: vscode.TextDocument, part: string, text: string): Promise<vscode.Uri> {
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `${this.#folder}/${part}${like.uri.path}` });
    this.#texts.set(uri.toString(), text);
    const document = await vscode.workspace.openTextDocument(uri);
    if (document.languageId !== like.languageId)
      await vscode.languages.setTextDocumentLanguage(document, like.languageId);
    return uri;
  }

  has(uri: vscode.Uri): boolean {
    return this.#texts.has(uri.toString());
  }

  /** Empties the texts, since documents that nobody shows are closed by the editor alone: an empty one has no errors. */
  dispose(): void {
    for (const uri of this.#texts.keys()) {
      this.#texts.set(uri, '');
      this.#changed.fire(vscode.Uri.parse(uri));
    }
    // The editor reads them again before it forgets who has them.
    setTimeout(() => {
      this.#provider.dispose();
      this.#changed.dispose();
    }, 2000);
  }
}
