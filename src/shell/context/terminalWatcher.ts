import * as vscode from 'vscode';

/** The last command of a terminal, its output as raw as it came and bounded to its end. */
export interface TerminalRun {
  readonly command: string;
  output: string;
  /** The output's beginning was dropped. */
  cut: boolean;
  exitCode: number | undefined;
  running: boolean;
}

const LONGEST_OUTPUT = 100_000;

/**
 * Keeps the last command that was run in a terminal, from the moment the extension is active: the editor tells of a command
 * only while it runs. It stays in memory and is sent when the user attaches it, never otherwise.
 */
export class TerminalWatcher implements vscode.Disposable {
  readonly #runs = new WeakMap<vscode.TerminalShellExecution, TerminalRun>();
  readonly #subscriptions: vscode.Disposable[];
  #last: TerminalRun | undefined;

  constructor() {
    this.#subscriptions = [
      vscode.window.onDidStartTerminalShellExecution(({ execution }) => void this.#follow(execution)),
      vscode.window.onDidEndTerminalShellExecution(({ execution, exitCode }) => {
        const run = this.#runs.get(execution);
        if (run === undefined) return;
        run.running = false;
        run.exitCode = exitCode;
      }),
    ];
  }

  /** Undefined where no command was seen yet. */
  get last(): Readonly<TerminalRun> | undefined {
    return this.#last;
  }

  async #follow(execution: vscode.TerminalShellExecution): Promise<void> {
    const command = execution.commandLine.value;
    if (command.trim() === '') return;
    const run: TerminalRun = { command, output: '', cut: false, exitCode: undefined, running: true };
    this.#runs.set(execution, run);
    this.#last = run;
    for await (const data of execution.read()) {
      // Only the last command is kept: an older one that still runs is not read any further.
      if (this.#last !== run) return;
      run.output += data;
      if (run.output.length > 2 * LONGEST_OUTPUT) {
        run.output = run.output.slice(-LONGEST_OUTPUT);
        run.cut = true;
      }
    }
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }
}
