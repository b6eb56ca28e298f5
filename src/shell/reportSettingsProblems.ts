import * as vscode from 'vscode';
import type { Logger } from '../core/ports/logger.ts';
import type { Engine } from './engine.ts';
import { plainText } from './plainText.ts';
import type { Reports } from './reports.ts';
import { warn } from './tell.ts';

/** Tells of settings entries that are ignored or counted at their strictest: new ones in one notification, all of them in the log and in a report. */
export function reportSettingsProblems(engine: Engine, reports: Reports, log: Logger): vscode.Disposable {
  let told = '';
  const report = () => {
    const problems = engine.problems.map(({ key, message }) => plainText(`${key}: ${message}`));
    const all = problems.join('\n');
    if (all === told) return;
    told = all;
    for (const problem of problems) log.warn(`settings: ${problem}`);
    if (problems.length > 0) void notify(problems, reports);
  };
  report();
  return engine.onDidChange(report);
}

async function notify(problems: readonly string[], reports: Reports): Promise<void> {
  const { t } = vscode.l10n;
  const [first = ''] = problems;
  const message =
    problems.length === 1
      ? t('A setting of Switchyard cannot be used as it is. {0}', first)
      : t('{0} settings of Switchyard cannot be used as they are. {1}', problems.length, first);
  const open = t('Open Settings');
  const report = t('Show All');
  const choice = await warn(message, open, report);
  if (choice === open) await vscode.commands.executeCommand('workbench.action.openSettingsJson');
  else if (choice === report) {
    const lines = problems.map((problem) => `- ${problem}`);
    await reports.show(
      t('Settings that cannot be used as they are'),
      [`# ${t('Settings that cannot be used as they are')}`, '', ...lines].join('\n'),
    );
  }
}
