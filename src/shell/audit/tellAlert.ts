import * as vscode from 'vscode';
import { alertWords } from '../../core/alerts/alertWords.ts';
import type { Unusual } from '../../core/alerts/sample.ts';
import type { Team } from '../../core/ports/team.ts';
import { warn } from '../tell.ts';

/** Tells the user and the team's channel that a model has left its usual range, with a way to its figures and requests. */
export function tellAlert(team: Team, model: string, unusual: Unusual): void {
  const { t } = vscode.l10n;
  const text = alertWords(model, unusual);
  team.tell({ type: 'alert', text });
  const [figures, requests] = [t('Show Figures'), t('Show Requests')];
  void warn(text, figures, requests).then((chosen) => {
    if (chosen === figures) void vscode.commands.executeCommand('switchyard.showFigures', model);
    else if (chosen === requests) void vscode.commands.executeCommand('switchyard.showAuditTrail', model);
  });
}
