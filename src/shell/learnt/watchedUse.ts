import * as vscode from 'vscode';
import type { SignedAnswer, SignKeeper } from './signKeeper.ts';
import { errorsIn } from './watchErrors.ts';
import { type Before, WatchedPlace } from './watchedPlace.ts';

/** What is not wanted after all is taken back within this time. */
const WATCHED_MS = 5 * 60_000;

/** What is watched, by its answer and its document. */
const watched = new Map<string, WatchedPlace>();

/**
 * One use of an answer, from before it changes documents until minutes after. Listens to the editor only while something is
 * watched, and then looks at a document when its writer rests.
 */
export class WatchedUse {
  readonly #signs: SignKeeper;
  readonly #turn: SignedAnswer | undefined;
  #before: readonly Before[] = [];

  constructor(signs: SignKeeper, turn: SignedAnswer | undefined) {
    this.#signs = signs;
    this.#turn = turn;
  }

  /** Documents are about to be changed; files that are not there yet are empty. */
  readonly willEdit = (uris: readonly vscode.Uri[]): void => {
    const { textDocuments } = vscode.workspace;
    this.#before = uris.map((uri) => {
      const document = textDocuments.find((one) => one.uri.toString() === uri.toString());
      return { uri, text: document?.getText() ?? '', errors: errorsIn(uri) };
    });
  };

  /** It was used, and the documents have their new texts. */
  async used(sign: 'applied' | 'inserted'): Promise<void> {
    this.#signs.note(this.#turn, sign);
    if (this.#turn === undefined || this.#before.length === 0) return;
    let isFaulty = false;
    const told = {
      fate: (fate: 'undone' | 'rewritten' | 'restored') =>
        this.#signs.note(this.#turn, fate === 'restored' ? sign : fate),
      errors: (made: 'moreErrors' | 'fewerErrors') => {
        isFaulty ||= made === 'moreErrors';
        this.#signs.note(this.#turn, made);
      },
    };
    const places = new Map<string, WatchedPlace>();
    for (const before of this.#before) {
      const document = await vscode.workspace.openTextDocument(before.uri);
      const [uri, place] = [before.uri.toString(), new WatchedPlace(before, document, told)];
      const key = `${this.#turn.id} ${uri}`;
      watched.get(key)?.dispose();
      watched.set(key, place);
      places.set(uri, place);
    }
    const listening = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges, reason }) => {
      if (contentChanges.length === 0) return;
      places.get(document.uri.toString())?.changed(document, reason);
    });
    setTimeout(async () => {
      listening.dispose();
      await this.#lookOnceMore(places);
      if (!isFaulty && [...places.values()].every(({ hasStayed }) => hasStayed)) {
        this.#signs.note(this.#turn, 'survived');
      }
      for (const [key, place] of watched) if ([...places.values()].includes(place)) watched.delete(key);
      for (const place of places.values()) place.dispose();
    }, WATCHED_MS).unref();
  }

  /** What was closed without being saved is taken back, and so is a file that is no longer there. */
  async #lookOnceMore(places: ReadonlyMap<string, WatchedPlace>): Promise<void> {
    for (const { uri } of this.#before) {
      const text = await vscode.workspace.openTextDocument(uri).then(
        (document) => document.getText(),
        () => '',
      );
      places.get(uri.toString())?.look(text, 'undo');
    }
  }
}
