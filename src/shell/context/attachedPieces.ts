import * as vscode from 'vscode';
import type { Piece } from './piece.ts';

/** Enough for a person; a folder is one piece. */
const MOST_PIECES = 100;

/**
 * What was attached by hand to the message being written, in order, for each chat its own: it stays until the message is
 * sent.
 */
export class AttachedPieces implements vscode.Disposable {
  readonly #chatId: () => string;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #byChat = new Map<string, readonly Piece[]>();

  readonly onDidChange = this.#changed.event;

  constructor(chatId: () => string) {
    this.#chatId = chatId;
  }

  get current(): readonly Piece[] {
    return this.#byChat.get(this.#chatId()) ?? [];
  }

  /** Adds pieces at the end; what is there already stays once, in its newest form. */
  add(...pieces: readonly Piece[]): void {
    if (pieces.length === 0) return;
    const merged = new Map([...this.current, ...pieces].map((piece) => [piece.chip.id, piece]));
    this.#set([...merged.values()].slice(0, MOST_PIECES));
  }

  /** Puts one piece in the place of another. */
  replace(id: string, piece: Piece): void {
    const known = this.current.some(({ chip }) => chip.id === id);
    if (known) this.#set(this.current.map((one) => (one.chip.id === id ? piece : one)));
    else this.add(piece);
  }

  remove(id: string): void {
    this.#set(this.current.filter(({ chip }) => chip.id !== id));
  }

  /** What goes with the message that is sent now. */
  take(): readonly Piece[] {
    const pieces = this.current;
    if (pieces.length > 0) this.#set([]);
    return pieces;
  }

  #set(pieces: readonly Piece[]): void {
    if (pieces.length === 0) this.#byChat.delete(this.#chatId());
    else this.#byChat.set(this.#chatId(), pieces);
    this.#changed.fire();
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
