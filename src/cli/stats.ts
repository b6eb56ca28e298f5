import process from 'node:process';
import type { CircuitBreaker } from '../core/resilience/breaker.ts';
import { type Figures, type Percentiles, statistics } from '../storage/statistics.ts';
import { budgetFigures, budgetLines } from './budgetFigures.ts';
import type { CliEngine } from './cliEngine.ts';

/** `stats`: the ledger's figures as a table, or as one JSON object. */
export function stats({ ledger, setup, tools }: CliEngine, json: boolean): number {
  const all = { ...statistics(ledger), ...budgetFigures(setup, tools), health: healthFigures(tools.breaker) };
  if (json) process.stdout.write(`${JSON.stringify(all)}\n`);
  else {
    process.stdout.write(`${all.requests} requests, $${all.spendUsd.toFixed(6)}\n${budgetLines(all.budget)}`);
    for (const group of ['models', 'tasks'] as const) process.stdout.write(`\n${table(group, all[group])}`);
  }
  return 0;
}

/** Who rests, and for how many milliseconds; null: until its key changes. */
function healthFigures(breaker: CircuitBreaker) {
  return breaker.ailments().map(({ of, id, kind, failures, remainingMs }) => {
    return { of: of === 'account' ? 'provider' : of, id, kind, failures, restsMs: remainingMs };
  });
}

function table(title: string, groups: Readonly<Record<string, Figures>>): string {
  const head = [
    title,
    'requests',
    'spend',
    'first token p50/p95/p99',
    'total p50/p95/p99',
    'errors',
    'fallbacks',
    'share',
    'kept',
    'redone',
  ];
  const rows = Object.entries(groups).map(([name, f]) => [
    name,
    String(f.requests),
    `$${f.spendUsd.toFixed(6)}${f.unpriced > 0 ? ` + ${f.unpriced} unpriced` : ''}`,
    times(f.firstTokenMs),
    times(f.totalMs),
    percent(f.errorRate),
    percent(f.fallbackRate),
    percent(f.routeShare),
    String(f.kept),
    String(f.redone),
  ]);
  const widths = head.map((cell, column) => Math.max(cell.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    `${row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd()}\n`;
  return [head, ...rows].map(line).join('');
}

function times({ p50, p95, p99 }: Percentiles): string {
  return p50 === null ? '–' : `${[p50, p95, p99].map((ms) => Math.round(ms ?? 0)).join('/')} ms`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}
