import type { Charge } from '../accounting/meter.ts';
import type { FailedAttempt } from '../chat/chatEvent.ts';
import { SwitchyardError } from '../chat/errors.ts';
import { continuationMessages, OverlapTrimmer } from '../prompt/continuation.ts';
import { AFTER_ERROR } from '../resilience/failover.ts';
import { sleep } from '../resilience/sleep.ts';
import type { Candidate } from '../routing/candidates.ts';
import { type AttemptTools, meteredAttempt } from './meteredAttempt.ts';
import type { Outcome, Plan, Strategy, StrategyEvent } from './strategy.ts';

/** What has been shown of the answer so far. */
interface Shown {
  text: string;
  reasoning: boolean;
  toolCalls: boolean;
  firstTokenAt: number | null;
}

/** Asks one model after the other until one gives a whole answer. */
export function single(tools: AttemptTools): Strategy {
  return async function* (plan: Plan, signal: AbortSignal): AsyncGenerator<StrategyEvent, Outcome> {
    const charges: Charge[] = [];
    const failures: FailedAttempt[] = [];
    const shown: Shown = { text: '', reasoning: false, toolCalls: false, firstTokenAt: null };
    const queue = [...plan.candidates];
    let retried = false;
    for (let number = 1; ; number++) {
      const candidate = queue[0];
      if (candidate === undefined) return failed(failures, charges);
      yield { type: 'attempt', attempt: number, model: candidate.model.id, provider: candidate.provider.id };
      try {
        const finishReason = yield* answer(plan, candidate, number, shown, tools, signal, charges);
        const firstTokenMs = shown.firstTokenAt === null ? null : shown.firstTokenAt - plan.startedAt;
        return { type: 'answered', model: candidate.model, finishReason, firstTokenMs, charges };
      } catch (error) {
        if (!SwitchyardError.is(error)) throw error;
        failures.push({ ...error.info, model: candidate.model.id });
        if (AFTER_ERROR[error.kind] === 'stop' || (shown.toolCalls && !plan.request.retractable)) {
          return { type: 'failed', error, failures, charges };
        }
        const waitMs: number | undefined = retried ? undefined : retryDelay(error, plan);
        retried = waitMs !== undefined;
        if (waitMs === undefined) queue.shift();
        const next = queue[0];
        if (next === undefined) return failed(failures, charges);
        const afterCharacters = shown.text.length;
        if (next !== candidate) {
          yield { type: 'fallback', from: candidate.model.id, to: next.model.id, error: error.info, afterCharacters };
        }
        yield* takeBack(shown, plan);
        if (waitMs !== undefined && waitMs > 0) {
          try {
            await sleep(waitMs, tools.clock, signal);
          } catch (stopped) {
            if (!SwitchyardError.is(stopped, 'cancelled')) throw stopped;
            return { type: 'failed', error: stopped, failures, charges };
          }
        }
      }
    }
  };
}

async function* answer(
  plan: Plan,
  candidate: Candidate,
  number: number,
  shown: Shown,
  tools: AttemptTools,
  signal: AbortSignal,
  charges: Charge[],
) {
  const trimmer = shown.text === '' ? undefined : new OverlapTrimmer(shown.text);
  const messages = trimmer === undefined ? plan.messages : continuationMessages(plan.messages, shown.text);
  const attempt = meteredAttempt({ plan, candidate, number, messages }, tools, signal, (charge) =>
    charges.push(charge),
  );
  for (;;) {
    const next = await attempt.next();
    if (next.done) {
      const rest = trimmer?.flush() ?? '';
      if (rest !== '') {
        shown.text += rest;
        yield { type: 'text', delta: rest } as const;
      }
      return next.value.meter.finishReason ?? 'stop';
    }
    const event = next.value;
    if (event.type === 'usage' || event.type === 'finish') continue;
    shown.firstTokenAt ??= tools.clock.monotonic();
    if (event.type === 'text') {
      const delta = trimmer === undefined ? event.delta : trimmer.push(event.delta);
      if (delta === '') continue;
      shown.text += delta;
      yield delta === event.delta ? event : ({ type: 'text', delta } as const);
    } else {
      if (event.type === 'reasoning') shown.reasoning = true;
      else shown.toolCalls = true;
      yield event;
    }
  }
}

/** Takes back what a broken attempt has shown, where the reader allows it; elsewhere the next model continues. */
function* takeBack(shown: Shown, plan: Plan): Generator<StrategyEvent> {
  if (!plan.request.retractable) return;
  if (shown.text !== '' || shown.reasoning) yield { type: 'retract', characters: shown.text.length };
  shown.text = '';
  shown.reasoning = false;
  shown.toolCalls = false;
}

/** How long to wait before asking the same target once more; undefined: ask another. */
function retryDelay(error: SwitchyardError, { resilience }: Plan): number | undefined {
  const { retryAfterMs } = error;
  if (retryAfterMs !== undefined && retryAfterMs > 0 && retryAfterMs <= resilience.retryAfterUpToMs)
    return retryAfterMs;
  if (resilience.retryServerErrorOnce && (error.kind === 'server' || error.kind === 'network')) return 0;
  return undefined;
}

function failed(failures: readonly FailedAttempt[], charges: readonly Charge[]): Outcome {
  const last = failures.at(-1);
  const error =
    last === undefined
      ? new SwitchyardError('noTarget', 'no model can take this request')
      : new SwitchyardError(last.kind, last.message, { status: last.status });
  return { type: 'failed', error, failures, charges };
}
