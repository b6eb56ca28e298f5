import type * as vscode from 'vscode';
import type { Engine } from '../engine.ts';
import type { StatusBar } from '../statusBar.ts';
import { healthLines } from './healthLines.ts';
import { tellAilments } from './tellAilments.ts';
import { tellFallbacks } from './tellFallbacks.ts';

/** What other windows find out is looked at this often, which takes microseconds. */
const LOOK_MS = 3000;

/** Shows in the status bar's tooltip who is not well, and tells of what only the user can mend. */
export class HealthKeeper implements vscode.Disposable {
  readonly #engine: Engine;
  readonly #bar: StatusBar;
  readonly #subscriptions: vscode.Disposable[];
  #shown = '';

  constructor(engine: Engine, bar: StatusBar) {
    this.#engine = engine;
    this.#bar = bar;
    const ailments = tellAilments(engine);
    const timer = setInterval(() => {
      this.#draw();
      ailments.look();
    }, LOOK_MS);
    this.#subscriptions = [
      ailments,
      tellFallbacks(engine),
      { dispose: () => clearInterval(timer) },
      { dispose: engine.ledger.onChange(() => this.#draw()) },
      engine.onDidChange(() => this.#draw()),
    ];
    this.#draw();
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #draw(): void {
    const lines = healthLines(this.#engine);
    const words = lines.join('\n');
    if (words === this.#shown) return;
    this.#shown = words;
    this.#bar.health(lines);
  }
}
