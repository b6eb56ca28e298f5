import type { Charge } from '../accounting/meter.ts';
import type { FailedAttempt, FinishReason } from '../chat/chatEvent.ts';
import { SwitchyardError } from '../chat/errors.ts';
import { continuationMessages, OverlapTrimmer } from '../prompt/continuation.ts';
import { CONSEQUENCES } from '../resilience/failover.ts';
import { sleep } from '../resilience/sleep.ts';
import type { Candidate } from '../routing/candidates.ts';
import { say } from '../words.ts';
import { type AttemptTools, meteredAttempt } from './meteredAttempt.ts';
import type { Outcome, Plan, Strategy, StrategyEvent } from './strategy.ts';

/** How far a request has come. */
interface Progress {
  readonly plan: Plan;
  readonly charges: Charge[];
  readonly failures: FailedAttempt[];
  /** Whom to ask, the next one first. */
  readonly queue: Candidate[];
  /** The first of the queue was already asked a second time. */
  retried: boolean;
  /** What the reader sees of the answer so far. */
  text: string;
  reasoning: boolean;
  toolCalls: boolean;
  firstTokenAt: number | null;
}

/** Asks one model after the other until one gives a whole answer. */
export function single(tools: AttemptTools): Strategy {
  return async function* (plan, signal) {
    const progress = begin(plan);
    for (let number = 1; ; number++) {
      const [candidate] = progress.queue;
      if (candidate === undefined) return failed(progress);
      const { id, provider } = candidate.model;
      yield { type: 'attempt', attempt: number, model: id, provider };
      try {
        const finishReason = yield* answer(progress, candidate, number, tools, signal);
        return answered(progress, candidate, finishReason);
      } catch (error) {
        if (!SwitchyardError.is(error)) throw error;
        if (error.kind === 'cancelled') return failed(progress, error);
        progress.failures.push({ ...error.info, model: id });
        const cannotMend = progress.toolCalls && !plan.request.retractable;
        if (CONSEQUENCES[error.kind].after === 'stop' || cannotMend) return failed(progress, error);
        const stopped = yield* moveOn(progress, candidate, error, tools, signal);
        if (stopped !== undefined) return failed(progress, stopped);
      }
    }
  };
}

function begin(plan: Plan): Progress {
  return {
    plan,
    charges: [],
    failures: [],
    queue: [...plan.candidates],
    retried: false,
    text: '',
    reasoning: false,
    toolCalls: false,
    firstTokenAt: null,
  };
}

/** One attempt as the reader sees it; where text stands already, it is asked to go on from there. */
async function* answer(
  progress: Progress,
  candidate: Candidate,
  number: number,
  tools: AttemptTools,
  signal: AbortSignal,
): AsyncGenerator<StrategyEvent, FinishReason> {
  const { plan, text: partial } = progress;
  const trimmer = partial === '' ? undefined : new OverlapTrimmer(partial);
  const messages = trimmer === undefined ? plan.messages : continuationMessages(plan.messages, partial);
  const attempt = meteredAttempt({ plan, candidate, number, messages }, tools, signal, (charge) =>
    progress.charges.push(charge),
  );
  let finishReason: FinishReason = 'stop';
  for await (const event of attempt) {
    if (event.type === 'finish') finishReason = event.reason;
    if (event.type === 'finish' || event.type === 'usage') continue;
    progress.firstTokenAt ??= tools.clock.monotonic();
    if (event.type === 'text') {
      const shown = show(progress, trimmer === undefined ? event.delta : trimmer.push(event.delta));
      if (shown !== undefined) yield shown;
    } else {
      if (event.type === 'reasoning') progress.reasoning = true;
      else progress.toolCalls = true;
      yield event;
    }
  }
  const rest = show(progress, trimmer?.flush() ?? '');
  if (rest !== undefined) yield rest;
  return finishReason;
}

function show(progress: Progress, delta: string): StrategyEvent | undefined {
  if (delta === '') return undefined;
  progress.text += delta;
  return { type: 'text', delta };
}

/**
 * After a failure: the same target once more where the user allows it, else the next; what was shown is taken back if
 * the reader can. Returns the error of a stop that came while waiting.
 */
async function* moveOn(
  progress: Progress,
  failedCandidate: Candidate,
  error: SwitchyardError,
  tools: AttemptTools,
  signal: AbortSignal,
): AsyncGenerator<StrategyEvent, SwitchyardError | undefined> {
  const { plan, queue } = progress;
  const waitMs = progress.retried ? undefined : retryDelay(error, plan);
  progress.retried = waitMs !== undefined;
  if (waitMs === undefined) queue.shift();
  if (CONSEQUENCES[error.kind].blames === 'provider') dropProvider(queue, failedCandidate.provider.id);
  const [next] = queue;
  if (next === undefined) return undefined;
  const afterCharacters = progress.text.length;
  if (next !== failedCandidate) {
    const { id: from } = failedCandidate.model;
    yield { type: 'fallback', from, to: next.model.id, error: error.info, afterCharacters };
  }
  yield* takeBack(progress);
  if (!waitMs) return undefined;
  try {
    await sleep(waitMs, tools.clock, signal);
    return undefined;
  } catch (stopped) {
    if (SwitchyardError.is(stopped, 'cancelled')) return stopped;
    throw stopped;
  }
}

/** A refused key is refused for every model of its provider. */
function dropProvider(queue: Candidate[], provider: string): void {
  const others = queue.filter((candidate) => candidate.provider.id !== provider);
  queue.splice(0, queue.length, ...others);
}

/** Takes back what a broken attempt has shown, where the reader allows it; elsewhere the next model continues. */
function* takeBack(progress: Progress): Generator<StrategyEvent> {
  if (!progress.plan.request.retractable) return;
  const { text, reasoning } = progress;
  if (text !== '' || reasoning) yield { type: 'retract', characters: text.length };
  Object.assign(progress, { text: '', reasoning: false, toolCalls: false });
}

/** How long to wait before asking the same target once more; undefined: ask another. */
function retryDelay(error: SwitchyardError, { resilience }: Plan): number | undefined {
  const { kind, retryAfterMs } = error;
  if (retryAfterMs !== undefined && retryAfterMs > 0 && retryAfterMs <= resilience.retryAfterUpToMs) {
    return retryAfterMs;
  }
  return resilience.retryServerErrorOnce && (kind === 'server' || kind === 'network') ? 0 : undefined;
}

function answered(
  { plan, charges, firstTokenAt }: Progress,
  { model }: Candidate,
  finishReason: FinishReason,
): Outcome {
  const firstTokenMs = firstTokenAt === null ? null : firstTokenAt - plan.startedAt;
  return { type: 'answered', model, finishReason, firstTokenMs, charges };
}

/** The end without an answer: by this error, else by the last target's. */
function failed({ failures, charges }: Progress, error?: SwitchyardError): Outcome {
  const last = failures.at(-1);
  const cause =
    error ??
    (last === undefined
      ? new SwitchyardError('noTarget', say('no model can take this request'))
      : new SwitchyardError(last.kind, last.message, { status: last.status }));
  return { type: 'failed', error: cause, failures, charges };
}
