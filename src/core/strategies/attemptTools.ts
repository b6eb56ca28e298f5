import type { ChatMessage } from '../chat/message.ts';
import type { KindMemory } from '../classify/asked/kindMemory.ts';
import type { Drill } from '../drill/drill.ts';
import type { Limiter } from '../limits/limiter.ts';
import type { AnswerCache } from '../ports/answerCache.ts';
import type { AnswerChecker } from '../ports/answerChecker.ts';
import type { Audit } from '../ports/audit.ts';
import type { BudgetTools } from '../ports/budgetTools.ts';
import type { Clock } from '../ports/clock.ts';
import type { CodeCheck } from '../ports/codeCheck.ts';
import type { LeakDetector } from '../ports/leakDetector.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { ModelMemory } from '../ports/modelMemory.ts';
import type { Providers } from '../ports/providers.ts';
import type { QualityStore } from '../ports/qualityStore.ts';
import type { TokenCounter } from '../ports/tokenCounter.ts';
import type { TryBook } from '../ports/tryBook.ts';
import type { CircuitBreaker } from '../resilience/breaker.ts';
import type { Latencies } from '../resilience/latencies.ts';
import type { Candidate } from '../routing/candidates.ts';
import type { Habits } from '../routing/habits.ts';
import type { Surroundings } from '../routing/rules/surroundings.ts';
import type { Plan } from './strategy.ts';

/** What calling a model takes. */
export interface AttemptTools {
  readonly providers: Providers;
  readonly ledger: Ledger;
  readonly breaker: CircuitBreaker;
  readonly limiter: Limiter;
  readonly clock: Clock;
  readonly memory: ModelMemory;
  readonly counter: TokenCounter;
  readonly checkAnswer: AnswerChecker;
  readonly detectLeaks: LeakDetector;
  /** Wanted as soon as there is a budget. */
  readonly budget?: BudgetTools;
  readonly latencies: Latencies;
  readonly habits: Habits;
  readonly answers: AnswerCache;
  /** Keeps what is decided about every request; without it nothing is kept. */
  readonly audit?: Audit;
  readonly drill?: Drill | undefined;
  /** The editor's own look at code; there is none outside an editor. */
  readonly checkCode?: CodeCheck;
  /** What happened to the answers of models; without it only what is published of them counts. */
  readonly quality?: QualityStore;
  /** What models said that requests are; without it nothing of that is kept. */
  readonly kinds?: KindMemory;
  /** What trying other models costs; without it none is tried. */
  readonly tries?: TryBook;
  /** Where and when requests are asked, as far as it is known at once. */
  readonly surroundings?: () => Surroundings;
}

/** One attempt of a plan, counted from 1. */
export interface AttemptPlan {
  readonly plan: Plan;
  readonly candidate: Candidate;
  readonly number: number;
  readonly messages: readonly ChatMessage[];
  /** Request fields to leave out, as the vendor calls them. */
  readonly without: readonly string[];
}
