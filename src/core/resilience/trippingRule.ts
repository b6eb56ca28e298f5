import type { CircuitState, IBreaker } from 'cockatiel';
import type { ErrorKind } from '../chat/errors.ts';
import type { Sample } from '../ports/circuitStore.ts';

/** What a failure of one kind means for the circuits of its model and of its provider's account. */
export type Blame =
  /** It says nothing about either. */
  | { readonly type: 'nobody' }
  /** It is a sample of the last minute, worth so many. */
  | { readonly type: 'sample'; readonly of: readonly ('model' | 'account')[]; readonly weight: number }
  /** One is enough; it stays open until the key changes, or is tried now and then because nobody tells of its end. */
  | { readonly type: 'opens'; readonly which: 'model' | 'account'; readonly until: 'keyChanges' | 'slowProbe' };

const NOBODY: Blame = { type: 'nobody' };
const MODEL: Blame = { type: 'sample', of: ['model'], weight: 1 };

/** Who is blamed for what. */
export const BLAMES: Readonly<Record<ErrorKind, Blame>> = {
  rateLimit: MODEL,
  overloaded: MODEL,
  server: MODEL,
  protocol: MODEL,
  // A host that cannot be reached cannot be reached for any of its models.
  network: { type: 'sample', of: ['model', 'account'], weight: 1 },
  // It cost its reader seconds.
  timeout: { type: 'sample', of: ['model'], weight: 3 },
  auth: { type: 'opens', which: 'account', until: 'keyChanges' },
  quota: { type: 'opens', which: 'account', until: 'slowProbe' },
  modelNotFound: { type: 'opens', which: 'model', until: 'slowProbe' },
  contextLength: NOBODY,
  contentFilter: NOBODY,
  badRequest: NOBODY,
  budget: NOBODY,
  privacy: NOBODY,
  cancelled: NOBODY,
  noTarget: NOBODY,
};

const WINDOW_MS = 60_000;
/** So many rate limits within the window open a circuit, whatever else went well. */
const RATE_LIMITS = 3;
/** Over this share of failures opens a circuit, when the samples weigh at least so much. */
const FAILURE_SHARE = 0.5;
const LEAST_WEIGHT = 3;
/** Samples of a kind this close together are kept as one. */
const TOGETHER_MS = 1000;

/**
 * When a circuit opens: three rate limits within a minute, or more than half of the last minute's calls failed. Its state
 * is the samples of that minute; `kind` is what the next failure was.
 */
export class TrippingRule implements IBreaker {
  state: readonly Sample[];
  readonly #now: number;
  readonly #kind: ErrorKind;

  constructor(state: readonly Sample[], now: number, kind: ErrorKind) {
    // Another process may have looked at the clock a moment later; a clock that was set back counts nothing twice.
    this.state = state.filter(({ at }) => at > now - WINDOW_MS && at <= now + TOGETHER_MS);
    this.#now = now;
    this.#kind = kind;
  }

  success(_state: CircuitState): void {
    this.state = withSample(this.state, { at: this.#now, kind: 'ok', count: 1 });
  }

  failure(_state: CircuitState): boolean {
    this.state = withSample(this.state, { at: this.#now, kind: this.#kind, count: 1 });
    const limited = this.#sum((sample) => (sample.kind === 'rateLimit' ? sample.count : 0));
    if (limited >= RATE_LIMITS) return true;
    const failed = this.#sum((sample) => (sample.kind === 'ok' ? 0 : weightOf(sample)));
    const all = this.#sum(weightOf);
    return all >= LEAST_WEIGHT && failed > FAILURE_SHARE * all;
  }

  /** How many failures there were. */
  get failures(): number {
    return this.#sum(({ kind, count }) => (kind === 'ok' ? 0 : count));
  }

  #sum(of: (sample: Sample) => number): number {
    return this.state.reduce((sum, sample) => sum + of(sample), 0);
  }
}

/** Samples with one more. */
export function withSample(samples: readonly Sample[], { at, kind, count }: Sample): readonly Sample[] {
  const same = samples.findLast((sample) => sample.kind === kind);
  if (same === undefined || Math.abs(at - same.at) >= TOGETHER_MS) return [...samples, { at, kind, count }];
  return samples.map((sample) => (sample === same ? { ...same, count: same.count + count } : sample));
}

function weightOf({ kind, count }: Sample): number {
  const blame = kind === 'ok' ? undefined : BLAMES[kind];
  return count * (blame?.type === 'sample' ? blame.weight : 1);
}
