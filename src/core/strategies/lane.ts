import { type Charge, sumCharges } from '../accounting/meter.ts';
import { usdFromNano } from '../accounting/price.ts';
import type { StoppedAttempt } from '../chat/chatEvent.ts';
import { SwitchyardError } from '../chat/errors.ts';
import { answer } from './answer.ts';
import type { AttemptTools } from './attemptTools.ts';
import type { Asked, Progress } from './progress.ts';
import type { AnswerEnd, StrategyEvent } from './strategy.ts';

type Step = IteratorResult<StrategyEvent, AnswerEnd>;

/** One of two candidates that are asked at the same time: it can be stopped alone, and its first word waited for. */
export class Lane {
  readonly asked: Asked;
  readonly charges: Charge[] = [];
  #number: number | undefined;
  readonly #controller = new AbortController();
  readonly #events: AsyncGenerator<StrategyEvent, AnswerEnd>;
  readonly #signal: AbortSignal;
  readonly #stop = () => this.#controller.abort(SwitchyardError.cancelled());
  /** A step that was looked at and not yet taken. */
  #next: Promise<Step> | undefined;

  constructor(asked: Asked, progress: Progress, tools: AttemptTools, signal: AbortSignal) {
    this.asked = asked;
    this.#signal = signal;
    if (signal.aborted) this.#stop();
    else signal.addEventListener('abort', this.#stop, { once: true });
    const { plan } = progress;
    const nextNumber = () => {
      progress.attempts += 1;
      this.#number = progress.attempts;
      return progress.attempts;
    };
    const onCharge = (charge: Charge) => void this.charges.push(charge);
    this.#events = answer({ ...asked, plan, nextNumber, onCharge, mayWait: false }, tools, this.#controller.signal);
  }

  /** What it tells before it is asked; an error is left to `spoke` and `rest`. */
  async *begin(): AsyncGenerator<StrategyEvent, void> {
    const { error } = await this.spoke();
    if (error !== undefined) return;
    const step = await this.#peek();
    if (step.done || step.value.type !== 'attempt') return;
    this.#next = undefined;
    yield step.value;
  }

  /** Resolves once its next event or its end has come, or with the error it failed with. */
  spoke(): Promise<{ readonly lane: Lane; readonly error?: SwitchyardError }> {
    return this.#peek().then(
      () => ({ lane: this }),
      (error) => ({ lane: this, error }),
    );
  }

  /** All that is still to come. */
  async *rest(): AsyncGenerator<StrategyEvent, AnswerEnd> {
    for (;;) {
      const step = await this.#peek();
      this.#next = undefined;
      if (step.done) return step.value;
      yield step.value;
    }
  }

  /** What it came to as one that was stopped; undefined where nobody was asked. */
  get stopped(): StoppedAttempt | undefined {
    if (this.#number === undefined || this.charges.length === 0) return undefined;
    const { costNano, estimated } = sumCharges(this.charges);
    return { attempt: this.#number, costUsd: costNano === null ? null : usdFromNano(costNano), estimated };
  }

  /** Stops it; resolves when it is billed. */
  async close(): Promise<void> {
    this.#signal.removeEventListener('abort', this.#stop);
    this.#stop();
    await this.#next?.catch(() => {});
    await this.#events.return(undefined as never).catch(() => {});
  }

  #peek(): Promise<Step> {
    this.#next ??= this.#events.next();
    return this.#next;
  }
}
