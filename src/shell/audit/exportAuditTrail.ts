import * as vscode from 'vscode';
import { allRecords } from '../../storage/audit/allRecords.ts';
import { auditCsvLine, auditJsonLine, CSV_HEAD } from '../../storage/audit/auditExport.ts';
import type { AuditStore } from '../../storage/audit/auditStore.ts';
import { saveExport } from '../saveExport.ts';

/** Writes the whole trail, the newest first, to a file of the reader's choice: lines of JSON, or a table without texts. */
export async function exportAuditTrail(audit: AuditStore): Promise<void> {
  const { t } = vscode.l10n;
  const filters = { [t('JSON lines, with everything')]: ['jsonl'], [t('Table, without texts')]: ['csv'] };
  await saveExport({ title: t('Export Audit Trail'), fileName: 'switchyard-audit.jsonl', filters }, (ending) => {
    const isTable = ending === 'csv';
    const lines = isTable ? [CSV_HEAD] : [];
    let count = 0;
    for (const record of allRecords(audit)) {
      lines.push(isTable ? auditCsvLine(record) : auditJsonLine(record));
      count += 1;
    }
    return {
      text: lines.map((line) => `${line}\n`).join(''),
      said: count === 1 ? t('One request was exported.') : t('{0} requests were exported.', count),
    };
  });
}
