import * as vscode from 'vscode';
import type { ChatController } from '../chat/chatController.ts';
import type { QueuedMessage } from '../chat/turns.ts';
import { KnownFiles } from '../completions/knownFiles.ts';
import type { Engine } from '../engine.ts';
import { FitKeeper } from '../fit/fitKeeper.ts';
import { PromptFiles } from '../prompts/findPromptFiles.ts';
import { warn } from '../tell.ts';
import { AttachedPieces } from './attachedPieces.ts';
import { droppedUris } from './droppedUris.ts';
import { editorAttention } from './editorAttention.ts';
import type { EditorChips } from './editorChips.ts';
import type { Attachment } from './editorContext.ts';
import { imagePiece, type Picture } from './imagePiece.ts';
import { linkPiece } from './linkPiece.ts';
import { notAttached } from './notAttached.ts';
import { fixedPiece, type Piece } from './piece.ts';
import { pieceOf } from './pieceOf.ts';
import { readPieces } from './pieceReader.ts';
import { piecesOfMessage } from './piecesOfMessage.ts';
import { parseUris, piecesOfUris } from './piecesOfUris.ts';
import { commandOf, prepareQuestion } from './prepareQuestion.ts';
import { SlowReading } from './slowReading.ts';
import type { TerminalWatcher } from './terminalWatcher.ts';

/** What is needed of the window besides the chat. */
interface DeskParts {
  readonly engine: Engine;
  readonly chat: ChatController;
  readonly editor: EditorChips;
  readonly terminal: TerminalWatcher;
  readonly globalStorage: vscode.Uri;
}

/** Everything around the message being written: what was attached to it, how it fits, and how it is sent. */
export class ContextDesk implements vscode.Disposable {
  readonly attached: AttachedPieces;
  readonly fit: FitKeeper;
  readonly prompts: PromptFiles;
  readonly files = new KnownFiles();
  readonly reading = new SlowReading();
  readonly #parts: DeskParts;
  #preparing: Promise<void> = Promise.resolve();

  constructor(parts: DeskParts) {
    this.#parts = parts;
    const { engine, chat, editor } = parts;
    this.attached = new AttachedPieces(() => chat.conversation.id);
    this.fit = new FitKeeper(engine, chat, { editor, attached: this.attached }, commandOf);
    this.prompts = new PromptFiles(parts.globalStorage);
  }

  /** Sends the message with all that is attached to it; what an input box asked in vain for brings the pieces back. */
  async send(text: string): Promise<void> {
    const { chat, editor } = this.#parts;
    const { conversation } = chat;
    const attention = editorAttention();
    const pieces = this.attached.take();
    const ofEditor = notAttached(editor.take(), pieces);
    const { draftPrivacy: privacy } = conversation;
    delete conversation.draftPrivacy;
    // One after the other: what is read quickly must not overtake what was asked before it.
    const before = this.#preparing;
    const prepared = before.then(() =>
      prepareQuestion(text, { editor: ofEditor, pieces }, this.prompts, (sent) => this.#read(sent)),
    );
    this.#preparing = prepared.then(ignore, ignore);
    const question = await prepared;
    if (question !== undefined) {
      await chat.send({ ...question, attention, privacy }, conversation);
      return;
    }
    this.attached.add(...pieces);
    chat.change(() => {
      chat.drafts.bringBack(conversation, text);
      if (privacy !== undefined) conversation.draftPrivacy = privacy;
    });
  }

  /** Attaches again what a message carries that is written anew. */
  bringBack(message: QueuedMessage): void {
    this.attached.add(...piecesOfMessage(message));
    const { privacy } = message;
    if (privacy !== undefined) {
      this.#parts.chat.change((conversation) => {
        conversation.draftPrivacy = privacy;
      });
    }
  }

  /** Attaches what a completion stands for. */
  attach(id: string): void {
    const piece = pieceOf(id, this.#parts.terminal);
    if (piece !== undefined) this.attached.add(piece);
  }

  attachPicture(picture: Picture): void {
    this.attached.add(imagePiece(picture));
  }

  attachLink(url: string): void {
    this.attached.add(linkPiece(url));
  }

  /** Attaches files and folders that were dropped. */
  async drop(addresses: readonly string[]): Promise<void> {
    await this.attachFiles(parseUris(droppedUris(addresses)));
  }

  /** Attaches files and folders, and says how many cannot be read. */
  async attachFiles(uris: readonly vscode.Uri[]): Promise<void> {
    const { pieces, unreadable } = await piecesOfUris(uris);
    this.attached.add(...pieces);
    if (unreadable > 0) {
      const { t } = vscode.l10n;
      void warn(t('{0} of the dropped items cannot be read here.', unreadable));
    }
  }

  remove(id: string): void {
    if (this.attached.current.some(({ chip }) => chip.id === id)) this.attached.remove(id);
    else this.#parts.editor.remove(id);
  }

  /** A piece of the message, one that the editor offers as it is now. */
  piece(id: string): Piece | undefined {
    const offered = this.#parts.editor.current().find(({ chip }) => chip.id === id);
    const piece = this.attached.current.find(({ chip }) => chip.id === id);
    return piece ?? (offered && fixedPiece(offered.chip, offered.context));
  }

  dispose(): void {
    this.fit.dispose();
    this.attached.dispose();
    this.files.dispose();
    this.reading.dispose();
  }

  #read(pieces: readonly Piece[]): Promise<Attachment[]> {
    return this.reading.during(readPieces(pieces, new AbortController().signal));
  }
}

function ignore(): void {}
