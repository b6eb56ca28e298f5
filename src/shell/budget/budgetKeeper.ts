import * as vscode from 'vscode';
import { type Limit, levelOf, limitsFor, type Standing } from '../../core/accounting/budget.ts';
import { usdWords } from '../../core/accounting/usdWords.ts';
import type { Logger } from '../../core/ports/logger.ts';
import type { ChatController } from '../chat/chatController.ts';
import type { Engine } from '../engine.ts';
import type { BudgetFacts, StatusBar } from '../statusBar.ts';
import { warn } from '../tell.ts';
import { limitNotice } from './limitNotice.ts';

/** Other windows and the CLI spend, too. */
const LOOK_EVERY_MS = 60_000;

const RANK = { calm: 0, warned: 1, reached: 2 };

/** Keeps the status bar's colour and figures true to the budget, and tells once that a limit comes near. */
export class BudgetKeeper implements vscode.Disposable {
  readonly #engine: Engine;
  readonly #chat: ChatController;
  readonly #bar: StatusBar;
  readonly #log: Logger;
  readonly #subscriptions: vscode.Disposable[];
  /** The limits that kept a request back: each counts as reached for as long as it is that one. */
  readonly #refused = new Set<string>();
  #looking: NodeJS.Timeout | undefined;

  constructor(engine: Engine, chat: ChatController, bar: StatusBar, log: Logger) {
    this.#engine = engine;
    this.#chat = chat;
    this.#bar = bar;
    this.#log = log;
    const soon = () => this.#lookSoon();
    const timer = setInterval(soon, LOOK_EVERY_MS).unref();
    this.#subscriptions = [
      { dispose: () => clearInterval(timer) },
      { dispose: engine.ledger.onChange(soon) },
      engine.onDidChange(soon),
      engine.onDidRefuse((limit) => this.#refuse(limit)),
      chat.listen({ changed: soon, event: () => undefined, problem: () => undefined }),
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused) soon();
      }),
    ];
    soon();
  }

  dispose(): void {
    clearTimeout(this.#looking);
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** Not now: the request that wrote a row still waits for its end. */
  #lookSoon(): void {
    this.#looking ??= setTimeout(() => {
      this.#looking = undefined;
      this.#look();
    });
  }

  #refuse(limit: Limit): void {
    this.#refused.add(keyOf(limit));
    this.#lookSoon();
  }

  #look(): void {
    const { budget } = this.#engine.setup;
    const levels = this.#standings().map((standing) => {
      const isRefused = this.#refused.has(keyOf(standing));
      return { standing, level: isRefused ? ('reached' as const) : levelOf(standing, budget?.warnAt ?? 1) };
    });
    const worst = levels.reduce(
      (most, { level }) => (RANK[level] > RANK[most] ? level : most),
      'calm' as BudgetFacts['level'],
    );
    const limits = Object.fromEntries(levels.map(({ standing }) => [standing.name, factsOf(standing)]));
    this.#bar.update({ budget: { level: worst, limits } });
    for (const { standing, level } of levels) {
      const isNear = levelOf(standing, budget?.warnAt ?? 1) !== 'calm';
      if (level !== 'calm') void this.#tell(standing, isNear);
    }
  }

  /** Month and day, and the chat that is shown. */
  #standings(): Standing[] {
    const { setup, tools } = this.#engine;
    if (setup.budget === undefined || tools.budget === undefined) return [];
    try {
      const periods = tools.budget.calendar(tools.clock.now());
      const { id: conversationId } = this.#chat.conversation;
      return tools.budget.reservations.standings(limitsFor(setup.budget, { source: 'panel', conversationId }, periods));
    } catch (error) {
      this.#log.warn(`the budget could not be read: ${error instanceof Error ? error.message : 'unknown'}`);
      return [];
    }
  }

  async #tell(standing: Standing, isNear: boolean): Promise<void> {
    const { t } = vscode.l10n;
    const key = `budget ${keyOf(standing)}`;
    if (!this.#engine.notices.tellOnce(key, Number.POSITIVE_INFINITY, this.#engine.tools.clock.now())) return;
    const open = t('Open Budget');
    const choice = await warn(limitNotice(standing, isNear), open);
    if (choice === open) await vscode.commands.executeCommand('switchyard.openBudget');
  }
}

/** One limit in one period: a new month, another chat or another amount is another one. */
function keyOf({ name, nano, scope }: Limit): string {
  const when = 'since' in scope ? new Date(scope.since).toDateString() : Object.values(scope).join('');
  return `${name} ${nano} ${when}`;
}

function factsOf({ spentNano, nano }: Standing): { spent: string; limit: string } {
  return { spent: usdWords(spentNano), limit: usdWords(nano) };
}
