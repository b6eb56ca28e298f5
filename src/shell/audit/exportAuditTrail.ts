import * as vscode from 'vscode';
import { allRecords } from '../../storage/audit/allRecords.ts';
import { auditCsvLine, auditJsonLine, CSV_HEAD } from '../../storage/audit/auditExport.ts';
import type { AuditStore } from '../../storage/audit/auditStore.ts';
import { inform } from '../tell.ts';

/** Writes the whole trail, the newest first, to a file of the reader's choice: lines of JSON, or a table without texts. */
export async function exportAuditTrail(audit: AuditStore): Promise<void> {
  const { t } = vscode.l10n;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const name = 'switchyard-audit.jsonl';
  const uri = await vscode.window.showSaveDialog({
    title: t('Export Audit Trail'),
    saveLabel: t('Export'),
    defaultUri: folder === undefined ? vscode.Uri.file(name) : vscode.Uri.joinPath(folder, name),
    filters: { [t('JSON lines, with everything')]: ['jsonl'], [t('Table, without texts')]: ['csv'] },
  });
  if (uri === undefined) return;
  const isTable = uri.path.toLowerCase().endsWith('.csv');
  const lines = isTable ? [CSV_HEAD] : [];
  let count = 0;
  for (const record of allRecords(audit)) {
    lines.push(isTable ? auditCsvLine(record) : auditJsonLine(record));
    count += 1;
  }
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(lines.map((line) => `${line}\n`).join('')));
  const open = t('Open File');
  // Not waited for: it may stay for long.
  const said = count === 1 ? t('One request was exported.') : t('{0} requests were exported.', count);
  void inform(said, open).then((chosen) => {
    if (chosen === open) void vscode.commands.executeCommand('vscode.open', uri);
  });
}
