import type { Summary } from '../core/simulate/summary.ts';

/** A simulated workload for people: a row per task and model, the sum, and what it saves. */
export function summaryTable({ rows, calls, usd, baseline }: Summary): string {
  const head = ['task', 'model', 'calls', 'tokens in', 'tokens out', 'cost', ...(baseline ? [baseline.model] : [])];
  const body = rows.map((row) => [
    row.task,
    row.model ?? 'nobody',
    count(row.calls),
    count(row.inputTokens),
    count(row.outputTokens),
    money(row.usd),
    ...(baseline ? [money(row.baselineUsd)] : []),
  ]);
  const sums = ['all', '', count(calls), '', '', money(usd), ...(baseline ? [money(baseline.usd)] : [])];
  const lines = [head, ...body, sums];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const text = lines.map((line) =>
    line
      .map((cell, column) => (column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
  const saving = baseline?.saving;
  if (baseline && saving !== undefined && saving !== null) {
    const share = `${Math.abs(saving * 100).toFixed(1)}%`;
    text.push(`${share} ${saving < 0 ? 'more' : 'less'} than ${baseline.model} for everything`);
  }
  return `${text.join('\n')}\n`;
}

function count(value: number): string {
  return value.toLocaleString('en-US');
}

function money(usd: number | null): string {
  return usd === null ? 'unknown' : `$${usd.toFixed(usd < 1 ? 6 : 2)}`;
}
