import * as vscode from 'vscode';
import type { ChatEvent } from '../core/chat/chatEvent.ts';
import type { Logger } from '../core/ports/logger.ts';
import { isComing } from '../protocol/isComing.ts';
import type { ChatController } from './chat/chatController.ts';
import type { Engine } from './engine.ts';
import { modelChoices } from './modelChoices.ts';
import { pastOf, spent } from './pastSpending.ts';
import type { StatusBar, StatusDetails } from './statusBar.ts';

/** Keeps the status bar true: it listens to the ledger for money and to the chat for who is answering. */
export class StatusKeeper implements vscode.Disposable {
  readonly #bar: StatusBar;
  readonly #log: Logger;
  readonly #engine: Engine;
  readonly #chat: ChatController;
  readonly #subscriptions: vscode.Disposable[];
  #session = { nano: 0, unknown: 0 };
  #past: StatusDetails = { last: undefined };
  #reading: NodeJS.Timeout | undefined;

  constructor(bar: StatusBar, engine: Engine, chat: ChatController, log: Logger) {
    this.#bar = bar;
    this.#log = log;
    this.#engine = engine;
    this.#chat = chat;
    const stopListening = engine.ledger.onChange((row) => {
      this.#session.nano += row.costNano ?? 0;
      this.#session.unknown += row.costNano === null ? 1 : 0;
      this.#draw();
      // Not now: the request that wrote the row still waits for its end.
      this.#reading ??= setTimeout(() => this.#readPast());
    });
    this.#subscriptions = [
      { dispose: stopListening },
      engine.onDidChange(() => this.#draw()),
      chat.listen({ changed: () => this.#draw(), event: (_, event) => this.#event(event), problem() {} }),
    ];
    this.#readPast();
  }

  dispose(): void {
    clearTimeout(this.#reading);
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** The tooltip must not go on naming a model that has just failed. */
  #event({ type }: ChatEvent): void {
    if (type === 'attempt' || type === 'done' || type === 'error') this.#draw();
  }

  #draw(): void {
    const setUp = modelChoices(this.#engine.setup).length > 0;
    const { model } = this.#chat.conversation;
    this.#bar.update({ setUp, model, answering: this.#answering(), session: spent(this.#session) });
    void vscode.commands.executeCommand('setContext', 'switchyard.busy', this.#chat.busy);
    const hasMessages = this.#chat.conversation.turns.length > 0;
    void vscode.commands.executeCommand('setContext', 'switchyard.hasMessages', hasMessages);
    this.#bar.details({ ...this.#past, last: this.#lastRoute() ?? this.#past.last });
  }

  /** Who is answering in the chat that is shown. */
  #answering(): string | undefined {
    const answer = this.#chat.lastAnswer?.answer;
    return answer && isComing(answer) ? answer.attempts.at(-1)?.model : undefined;
  }

  /** Reads and shows what the ledger tells; nothing of it when it cannot be read. */
  #readPast(): void {
    this.#reading = undefined;
    try {
      this.#past = pastOf(this.#engine.ledger, this.#engine.tools.clock.now());
    } catch (error) {
      this.#past = { last: undefined };
      this.#log.warn(`the ledger could not be read: ${error instanceof Error ? error.message : 'unknown'}`);
    }
    this.#draw();
  }

  /** The route of this chat's last answer, with its reasons. */
  #lastRoute(): StatusDetails['last'] {
    const answer = this.#chat.lastAnswer?.answer;
    const { decision } = answer ?? {};
    if (answer === undefined || decision === undefined) return undefined;
    const model = answer.done?.model ?? answer.attempts.at(-1)?.model ?? vscode.l10n.t('nobody');
    return { model, task: decision.task, why: decision.reasons.join('; ') };
  }
}
