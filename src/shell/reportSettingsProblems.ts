import * as vscode from 'vscode';
import type { Engine } from './engine.ts';
import { plainText } from './plainText.ts';

/** Tells of settings entries that are ignored: all in the log, and new ones in one notification. */
export function reportSettingsProblems(engine: Engine, log: vscode.LogOutputChannel): vscode.Disposable {
  let told = '';
  const report = () => {
    const problems = engine.problems.map(({ key, message }) => plainText(`${key}: ${message}`));
    const all = problems.join('\n');
    if (all === told) return;
    told = all;
    for (const problem of problems) log.warn(`settings: ${problem}`);
    if (problems.length > 0) void notify(problems);
  };
  report();
  return engine.onDidChange(report);
}

async function notify(problems: readonly string[]): Promise<void> {
  const { t } = vscode.l10n;
  const [first = ''] = problems;
  const message =
    problems.length === 1
      ? t('Switchyard ignores a setting. {0}', first)
      : t('Switchyard ignores {0} settings. {1}', problems.length, first);
  const open = t('Open Settings');
  const showLog = t('Show Log');
  const choice = await vscode.window.showWarningMessage(message, open, showLog);
  if (choice === open) await vscode.commands.executeCommand('workbench.action.openSettingsJson');
  else if (choice === showLog) await vscode.commands.executeCommand('switchyard.showLog');
}
