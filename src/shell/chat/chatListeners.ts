import type * as vscode from 'vscode';
import type { ChatListener } from './chatListener.ts';
import type { Conversation } from './conversation.ts';

/** Everybody who follows the window's chat. */
export class ChatListeners implements ChatListener {
  readonly #all = new Set<ChatListener>();

  add(listener: ChatListener): vscode.Disposable {
    this.#all.add(listener);
    return { dispose: () => this.#all.delete(listener) };
  }

  changed(): void {
    for (const listener of this.#all) listener.changed();
  }

  event(...news: Parameters<ChatListener['event']>): void {
    for (const listener of this.#all) listener.event(...news);
  }

  problem(...news: Parameters<ChatListener['problem']>): void {
    for (const listener of this.#all) listener.problem(...news);
  }

  answered(conversation: Conversation): void {
    for (const listener of this.#all) listener.answered?.(conversation);
  }

  clear(): void {
    this.#all.clear();
  }
}
