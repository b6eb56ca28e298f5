import * as vscode from 'vscode';
import type { Surroundings } from '../core/routing/rules/surroundings.ts';
import type { Setup } from '../core/routing/setup.ts';
import { localMinute } from '../storage/localMinute.ts';
import { systemClock } from '../storage/systemClock.ts';
import { type GitApi, openGit } from './git/openGit.ts';

/** Tells what rules may ask of this window, at once: before the git extension has answered, no branch is known. */
export class SurroundingsWatcher implements vscode.Disposable {
  readonly #trusted: vscode.Disposable;
  #git: GitApi | undefined;
  #opening = false;
  #wanted = false;

  constructor() {
    this.#trusted = vscode.workspace.onDidGrantWorkspaceTrust(() => this.#open());
  }

  /** Wakes the git extension where a rule asks for the branch. */
  prepareFor({ rules }: Setup): void {
    this.#wanted = rules.some(({ when }) => when.branch !== undefined);
    this.#open();
  }

  now(): Surroundings {
    const branch = this.#branch();
    const minuteOfDay = localMinute(systemClock.now());
    return { minuteOfDay, trusted: vscode.workspace.isTrusted, ...(branch === undefined ? {} : { branch }) };
  }

  dispose(): void {
    this.#trusted.dispose();
  }

  /** Of the repository of the file that is worked on, else of the first. */
  #branch(): string | undefined {
    const place = vscode.window.activeTextEditor?.document.uri ?? vscode.workspace.workspaceFolders?.[0]?.uri;
    const repository = (place && this.#git?.getRepository(place)) ?? this.#git?.repositories[0];
    return repository?.state.HEAD?.name;
  }

  #open(): void {
    if (!this.#wanted || this.#git !== undefined || this.#opening) return;
    this.#opening = true;
    void openGit().then((git) => {
      this.#git = git;
      this.#opening = false;
    });
  }
}
