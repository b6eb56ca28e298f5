import * as vscode from 'vscode';
import { FIX_SYSTEM, fixPrompt } from '../../core/fix/fixPrompt.ts';
import { readReplacement } from '../../core/fix/readReplacement.ts';
import type { Actions } from '../actions.ts';
import { reviewChanges } from '../apply/reviewChanges.ts';
import { askOnce, type OnceAnswer } from '../askOnce.ts';
import type { Engine } from '../engine.ts';
import type { SignedAnswer, SignKeeper } from '../learnt/signKeeper.ts';
import { WatchedUse } from '../learnt/watchedUse.ts';
import { inform, showProgress, warn } from '../tell.ts';
import { tellProblem } from '../tellProblem.ts';
import { linesToFix } from './linesToFix.ts';
import type { ReportedProblem } from './problemAt.ts';

/** What asking for a correction works with. */
export interface Fixer {
  readonly engine: Engine;
  readonly actions: Actions;
  readonly signs: SignKeeper;
}

/** The correction that was proposed last; who asks for the same again within this time wants another one. */
let last: { readonly key: string; readonly at: number; readonly signed: SignedAnswer } | undefined;
const AGAIN_MS = 10 * 60_000;

const LINES_AROUND = 30;

/** Asks for a correction of the lines around a problem and shows it as a diff to apply; nothing is changed before that. */
export async function proposeFix(fixer: Fixer, problem: ReportedProblem): Promise<void> {
  const { t } = vscode.l10n;
  const { document, range, messages } = problem;
  const path = vscode.workspace.asRelativePath(document.uri);
  const place = await linesToFix(document, range);
  const base = document.getText();
  const lines = document.getText(place);
  const prompt = fixPrompt({
    path,
    languageId: document.languageId,
    problems: messages,
    before: linesIn(document, place.start.line - LINES_AROUND, place.start.line),
    lines,
    after: linesIn(document, place.end.line + 1, place.end.line + 1 + LINES_AROUND),
  });
  const key = `${document.uri} ${messages.join('\n')}`;
  if (last?.key === key && Date.now() - last.at < AGAIN_MS) fixer.signs.note(last.signed, 'redone');
  const answer = await withProgress(t('Fixing {0}…', path), (signal) =>
    askOnce(
      fixer.engine,
      {
        prompt,
        system: FIX_SYSTEM,
        task: 'fix',
        context: { command: 'fix', languageId: document.languageId, paths: [path] },
      },
      signal,
    ),
  );
  const code = codeIn(answer, lines);
  if (answer.type === 'answered') last = { key, at: Date.now(), signed: answer.signed };
  if (answer.type === 'failed') await tellProblem(answer.problem, fixer.actions, () => proposeFix(fixer, problem));
  else if (answer.type === 'answered' && code === undefined) void warn(t('The model answered without a correction.'));
  else if (code === lines) void inform(t('The model sees nothing to change there.'));
  else if (code !== undefined) {
    const [start, end] = [document.offsetAt(place.start), document.offsetAt(place.start) + lines.length];
    const use = new WatchedUse(fixer.signs, last?.signed);
    const change = { uri: document.uri, text: base.slice(0, start) + code + base.slice(end), base };
    if ((await reviewChanges([change], use.willEdit)) === 'applied') await use.used('applied');
  }
}

/** The replacement with the document's own line ends; an answer that was cut off is none. */
function codeIn(answer: OnceAnswer, lines: string): string | undefined {
  if (answer.type !== 'answered' || !answer.whole) return undefined;
  const code = readReplacement(answer.text, lines.replaceAll('\r\n', '\n'));
  return lines.includes('\r\n') ? code?.replaceAll('\n', '\r\n') : code;
}

function linesIn(document: vscode.TextDocument, first: number, end: number): string {
  if (first >= document.lineCount || end <= 0) return '';
  const range = new vscode.Range(Math.max(0, first), 0, end, 0);
  return document.getText(range).replace(/\r?\n$/, '');
}

function withProgress<T>(title: string, work: (signal: AbortSignal) => Promise<T>): Thenable<T> {
  const location = vscode.ProgressLocation.Notification;
  return showProgress({ location, title, cancellable: true }, (_, token) => {
    const controller = new AbortController();
    token.onCancellationRequested(() => controller.abort());
    return work(controller.signal);
  });
}
