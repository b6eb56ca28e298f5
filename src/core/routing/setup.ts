import type { Budget } from '../accounting/budget.ts';
import type { ReasoningEffort } from '../chat/parameters.ts';
import type { Task } from '../chat/task.ts';
import type { CascadeSetup } from '../checks/cascadeSetup.ts';
import type { RecognitionSetup } from '../classify/asked/recognitionSetup.ts';
import type { Experiment } from '../experiments/experiment.ts';
import type { GuardSetup } from '../guard/guardSetup.ts';
import type { Limits } from '../limits/limits.ts';
import type { Model, Tier } from '../models/model.ts';
import type { Api, Auth, Quirks } from '../models/preset.ts';
import type { KnownPolicy } from '../privacy/dataPolicy.ts';
import type { PrivacyRules } from '../privacy/privacyRules.ts';
import type { OwnPrompt } from '../prompt/ownPrompt.ts';
import type { RepeatSetup } from '../repeat/repeatSetup.ts';
import type { StrategyName } from '../strategies/strategyNames.ts';
import type { ExplorationSetup } from './exploration/explorationSetup.ts';
import type { Rule } from './rules/rule.ts';

/** How long the user lets a provider take, in milliseconds; absent ones have defaults. */
export interface Timeouts {
  readonly firstTokenMs?: number;
  readonly idleMs?: number;
  readonly totalMs?: number;
}

/** A provider as this user has it. */
export interface ProviderSetup {
  readonly id: string;
  readonly name: string;
  readonly api: Api;
  readonly baseUrl: string;
  readonly auth: Auth;
  /** Azure's `api-version`; absent: its v1 API, which has none. */
  readonly apiVersion?: string;
  /** Header values may hold `${secret:NAME}`. */
  readonly headers: Readonly<Record<string, string>>;
  readonly timeouts: Timeouts;
  readonly limits: Limits;
  /** The first of the providers that have the same models and share their load, where there are several. */
  readonly pool?: string;
  /** A server on this machine: it may load a model before its first word. */
  readonly loopback: boolean;
  /** What it does with what it is sent. */
  readonly dataPolicy: KnownPolicy;
  readonly quirks: Quirks;
  /** False while a key is missing. */
  readonly ready: boolean;
  /** The preset's default models, as full ids. */
  readonly defaults: Partial<Record<Tier | 'fastest', string>>;
}

export const OBJECTIVES = ['cheapest', 'balanced', 'fastest', 'best'] as const;
export type Objective = (typeof OBJECTIVES)[number];

/** A fallback chain the user wrote for a task, best first. */
export interface Route {
  readonly models: readonly string[];
  readonly temperature?: number;
  readonly maxOutputTokens?: number;
  readonly reasoningEffort?: ReasoningEffort;
  readonly strategy?: StrategyName;
  /** No further model is asked once a request would come to more, in US$. */
  readonly ceilingUsd?: number;
}

export const MID_STREAM = ['restart', 'continue'] as const;
export type MidStream = (typeof MID_STREAM)[number];

export const HEDGES = ['off', 'late'] as const;
export type Hedge = (typeof HEDGES)[number];

/** When the same target is asked twice, and how long a failed one is left alone. */
export interface Resilience {
  readonly retryAfterUpToMs: number;
  readonly retryServerErrorOnce: boolean;
  readonly cooldownMs: number;
  /** Whether a question that one provider's filter refuses is shown to the next provider. */
  readonly contentFilterToNext: boolean;
  /** Whether a broken answer is begun anew or continued where the reader allows both. */
  readonly midStream: MidStream;
  /** Whether a second target is asked beside one that is late with its first word. */
  readonly hedge: Hedge;
}

/** Everything routing depends on, parsed and complete: one immutable picture per request. */
export interface Setup {
  readonly providers: ReadonlyMap<string, ProviderSetup>;
  /** Every model that was configured, is a preset's default, or is named in a route or rule. */
  readonly models: ReadonlyMap<string, Model>;
  readonly objective: Objective;
  readonly routes: Partial<Record<Task | 'default', Route>>;
  readonly rules: readonly Rule[];
  /** The user's own prompts. */
  readonly prompts: readonly OwnPrompt[];
  readonly resilience: Resilience;
  readonly privacy: PrivacyRules;
  /** Absent without any limit. */
  readonly budget?: Budget;
  readonly repeat: RepeatSetup;
  readonly guard?: GuardSetup;
  /** Absent where no model is asked what a request is. */
  readonly recognition?: RecognitionSetup;
  readonly cascade: CascadeSetup;
  readonly experiments: readonly Experiment[];
  /** Absent where no model is tried for the sake of learning. */
  readonly exploration?: ExplorationSetup;
}
