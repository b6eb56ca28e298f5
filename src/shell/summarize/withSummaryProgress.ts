import * as vscode from 'vscode';
import { SwitchyardError } from '../../core/chat/errors.ts';
import type { Engine } from '../engine.ts';
import { showProgress, tellError } from '../tell.ts';
import { type Summary, type SummaryTask, summarize } from './summarizer.ts';

/** Summarizes while the editor shows it and lets the user cancel; a failure is said, and is undefined. */
export async function withSummaryProgress(
  title: string,
  task: SummaryTask,
  engine: Engine,
): Promise<Summary | undefined> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return showProgress(options, async (_progress, token) => {
    const stop = new AbortController();
    const subscription = token.onCancellationRequested(() => stop.abort());
    try {
      return await summarize(task, engine.setup, engine.tools, stop.signal);
    } catch (error) {
      if (!SwitchyardError.is(error)) throw error;
      if (error.kind !== 'cancelled') {
        void tellError(vscode.l10n.t('It could not be summarized: {0}', error.info.message));
      }
      return undefined;
    } finally {
      subscription.dispose();
    }
  });
}
