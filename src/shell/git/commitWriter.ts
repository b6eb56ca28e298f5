import * as vscode from 'vscode';
import { boundDiff } from '../../core/changes/boundDiff.ts';
import { COMMIT_SYSTEM, commitPrompt, readCommitMessage } from '../../core/changes/commitMessage.ts';
import { isPrivatePath } from '../../core/privacy/privateFile.ts';
import type { Actions } from '../actions.ts';
import { askOnce, type OnceAnswer } from '../askOnce.ts';
import type { Engine } from '../engine.ts';
import { inform, showProgress, warn } from '../tell.ts';
import { tellProblem } from '../tellProblem.ts';
import { changesOf } from './changesOf.ts';
import { chooseRepository } from './gitApi.ts';
import type { Repository } from './openGit.ts';
import { pathsOfDiff } from './pathsOfDiff.ts';

const NEWEST_COMMITS = 10;
const RUNNING = 'switchyard.writesCommit';

/** Writes commit messages into the source control's message box, one at a time; it never commits. */
export class CommitWriter implements vscode.Disposable {
  readonly #engine: Engine;
  readonly #actions: Actions;
  #running: AbortController | undefined;

  constructor(engine: Engine, actions: Actions) {
    this.#engine = engine;
    this.#actions = actions;
  }

  /** For the repository of the source control that was clicked, else for the one that is picked. */
  async write(clicked: unknown): Promise<void> {
    if (this.#running !== undefined) return;
    const repository = await chooseRepository(clicked);
    if (repository === undefined) return;
    const running = new AbortController();
    this.#running = running;
    void vscode.commands.executeCommand('setContext', RUNNING, true);
    try {
      const location = vscode.ProgressLocation.SourceControl;
      await showProgress({ location }, () => this.#writeInto(repository, running));
    } finally {
      this.#running = undefined;
      void vscode.commands.executeCommand('setContext', RUNNING, false);
    }
  }

  stop(): void {
    this.#running?.abort();
  }

  dispose(): void {
    this.stop();
  }

  async #writeInto(repository: Repository, running: AbortController): Promise<void> {
    const { t } = vscode.l10n;
    const { files } = await changesOf(repository);
    if (files.length === 0) {
      void inform(t('There are no changes to describe.'));
      return;
    }
    const { text: diff, shown } = boundDiff(files, { isPrivate: isPrivatePath });
    if (shown.length === 0) {
      void inform(t('Only files that tend to hold secrets have changed: they are not sent.'));
      return;
    }
    const box = repository.inputBox;
    const before = box.value;
    const prompt = commitPrompt({ diff, subjects: await newestSubjects(repository), hint: before });
    // The box echoes what was written to it a moment later: what is none of that, a person has typed.
    const written = new Set([before]);
    const write = (text: string) => {
      if (!written.has(box.value)) return running.abort();
      written.add(text);
      box.value = text;
    };
    const show = (text: string) => write(readCommitMessage(text) || before);
    const context = { command: 'commit', paths: pathsOfDiff(repository, shown) };
    const question = { prompt, system: COMMIT_SYSTEM, task: 'write', context } as const;
    const answer = await askOnce(this.#engine, question, running.signal, show);
    const message = answer.type === 'answered' ? readCommitMessage(answer.text) : '';
    const untouched = written.has(box.value);
    write(message || before);
    this.#tell(answer, repository);
    if (untouched && message !== '' && before.trim() !== '' && before !== message) void offerBack(box, before, message);
  }

  #tell(answer: OnceAnswer, repository: Repository): void {
    if (answer.type === 'failed') {
      void tellProblem(answer.problem, this.#actions, () => this.write({ rootUri: repository.rootUri }));
    } else if (answer.type === 'answered' && readCommitMessage(answer.text) === '') {
      void warn(vscode.l10n.t('The model answered without a commit message.'));
    }
  }
}

async function offerBack(box: Repository['inputBox'], before: string, message: string): Promise<void> {
  const { t } = vscode.l10n;
  const restore = t('Restore My Text');
  const choice = await inform(t('The commit message replaces what you had written.'), restore);
  if (choice === restore && box.value === message) box.value = before;
}

/** Nothing where there is no commit yet. */
async function newestSubjects(repository: Repository): Promise<string[]> {
  const commits = await repository.log({ maxEntries: NEWEST_COMMITS }).catch(() => []);
  return commits.map(({ message }) => message.split('\n', 1)[0]?.trim() ?? '').filter((subject) => subject !== '');
}
