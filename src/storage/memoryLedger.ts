import type { ArmRow } from '../core/experiments/armFigures.ts';
import type { AttemptRow, Feedback } from '../core/ports/ledger.ts';
import type { Try } from '../core/ports/tryBook.ts';
import type { FirstWord } from '../core/resilience/latencies.ts';
import type { HabitRow } from '../core/routing/habits.ts';
import type { AnsweredRow, BilledRow, FeedbackRow, LedgerStore, ModelRow, Spending, StatRow } from './ledgerStore.ts';
import { RowListeners } from './rowListeners.ts';

const ASKED: ReadonlySet<AttemptRow['source']> = new Set(['panel', 'cli', 'server']);

/** A ledger that is forgotten with the process: for tests, and where the editor's Node has no SQLite. */
export class MemoryLedger implements LedgerStore {
  readonly rows: AttemptRow[] = [];
  readonly #feedback: (FeedbackRow & { readonly at: number })[] = [];
  readonly #arms: (ArmRow & { readonly at: number })[] = [];
  readonly #tries: { readonly requestId: string; readonly tried: Try; readonly at: number }[] = [];
  readonly #listeners = new RowListeners(() => {});

  record(row: AttemptRow): void {
    const same = this.rows.findIndex(({ requestId, attempt, guessed }) => {
      return requestId === row.requestId && attempt === row.attempt && (guessed || row.guessed);
    });
    if (same >= 0 && row.guessed) return;
    if (same >= 0) this.rows.splice(same, 1);
    this.rows.push(row);
    this.#listeners.tell(row);
  }

  feedback(requestId: string, feedback: Feedback, at: number, reason?: string): void {
    this.#feedback.push({ requestId, feedback, at, reason: reason ?? null });
  }

  arm(row: ArmRow, at: number): void {
    this.#arms.push({ ...row, at });
  }

  tried(requestId: string, tried: Try, at: number): void {
    this.#tries.push({ requestId, tried, at });
  }

  extraSince(at: number): number {
    const recent = this.#tries.filter((one) => one.at >= at);
    return recent.reduce((sum, { requestId, tried: { usualNano, extraNano } }) => {
      const costs = this.rows.filter((row) => row.requestId === requestId).map(({ costNano }) => costNano ?? 0);
      const spent = costs.reduce((all, cost) => all + cost, 0);
      return sum + (costs.length === 0 ? extraNano : Math.max(0, spent - usualNano));
    }, 0);
  }

  armsSince(experiment: string, at: number): ArmRow[] {
    return this.#arms.filter((row) => row.experiment === experiment && row.at >= at);
  }

  spentSince(at: number): Spending {
    const rows = this.rows.filter((row) => row.startedAt >= at);
    return {
      nano: rows.reduce((sum, row) => sum + (row.costNano ?? 0), 0),
      unknown: rows.filter((row) => row.costNano === null).length,
    };
  }

  attemptsSince(at: number): StatRow[] {
    return this.rows.filter((row) => row.startedAt >= at);
  }

  answeredSince(at: number): AnsweredRow[] {
    return this.rows
      .filter(({ startedAt, outcome, source }) => startedAt >= at && outcome === 'ok' && ASKED.has(source))
      .map(({ task, difficulty, usage }) => {
        return { task, difficulty, inputTokens: usage?.inputTokens ?? 0, outputTokens: usage?.outputTokens ?? 0 };
      });
  }

  billedSince(provider: string, at: number): BilledRow[] {
    return this.rows.filter((row) => row.provider === provider && row.startedAt >= at).reverse();
  }

  modelSince(model: string, at: number): ModelRow[] {
    return this.rows.filter((row) => row.model === model && row.startedAt >= at);
  }

  feedbackSince(at: number): FeedbackRow[] {
    return this.#feedback.filter((entry) => entry.at >= at);
  }

  firstWordsSince(): FirstWord[] {
    // It is as old as the process, which remembers these itself.
    return [];
  }

  habitsSince(): HabitRow[] {
    return [];
  }

  lastAnswered(): Pick<AttemptRow, 'model' | 'task'> | undefined {
    return this.rows.findLast((row) => row.outcome === 'ok' && row.source === 'panel');
  }

  onChange(listener: (row: AttemptRow) => void): () => void {
    return this.#listeners.add(listener);
  }

  close(): void {}
}
