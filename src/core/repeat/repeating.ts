import type { Charge } from '../accounting/meter.ts';
import type { ErrorKind } from '../chat/errors.ts';
import type { AnswerCache, KeptAnswer } from '../ports/answerCache.ts';
import type { Clock } from '../ports/clock.ts';
import type { Outcome, Plan, Strategy, StrategyEvent } from '../strategies/strategy.ts';
import { questionKey } from './questionKey.ts';

/** Nobody can be reached: an earlier answer is better than none. Refusals are answers of their own. */
const OUTAGES: ReadonlySet<ErrorKind> = new Set<ErrorKind>([
  'auth',
  'quota',
  'rateLimit',
  'overloaded',
  'server',
  'timeout',
  'network',
  'modelNotFound',
  'protocol',
]);

/** A strategy whose whole answers are kept, as far as they may be. */
export function keeping(
  strategy: Strategy,
  { answers, clock }: { readonly answers: AnswerCache; readonly clock: Clock },
): Strategy {
  return async function* (plan, signal) {
    const key = keyOf(plan);
    if (key === undefined) return yield* strategy(plan, signal);
    const { outcome, shown } = yield* watched(strategy(plan, signal));
    const isGood = outcome.type === 'answered' && outcome.remark === undefined;
    if (isGood && outcome.end.finishReason === 'stop' && shown.trim() !== '') {
      const answer = { text: shown, model: outcome.model.id, finishReason: 'stop', at: clock.now() } as const;
      answers.keep(key, answer, plan.repeat.maxBytes);
    }
    return outcome;
  };
}

/** A strategy that gives an earlier answer to the same question when every target has failed, or at once where the user wants that. */
export function repeating(strategy: Strategy, { answers }: { readonly answers: AnswerCache }): Strategy {
  return async function* (plan, signal) {
    const { use, maxAgeMs } = plan.repeat;
    const key = keyOf(plan);
    if (key === undefined) return yield* strategy(plan, signal);
    if (use === 'always') {
      const kept = await answers.find(key, maxAgeMs);
      if (kept !== undefined) return yield* repeat(kept, { charges: [], shown: '', retractable: true });
    }
    const { outcome, shown } = yield* watched(strategy(plan, signal));
    if (outcome.type !== 'failed' || signal.aborted || !isOutage(outcome)) return outcome;
    const kept = await answers.find(key, maxAgeMs);
    if (kept === undefined || !mayStandIn(kept, shown, plan)) return outcome;
    return yield* repeat(kept, { charges: outcome.charges, shown, retractable: plan.request.retractable });
  };
}

/** Whether an outage ended a request; also where the others were down, and there was no money for the last. */
function isOutage({ error, failures }: Outcome & { type: 'failed' }): boolean {
  if (error.kind !== 'budget') return OUTAGES.has(error.kind);
  const others = failures.filter(({ kind }) => kind !== 'budget');
  return others.length > 0 && others.every(({ kind }) => OUTAGES.has(kind));
}

function keyOf(plan: Plan): string | undefined {
  return plan.repeat.use === 'never' ? undefined : questionKey(plan);
}

/** A broken answer that cannot be taken back may only be gone on with in its own words. */
function mayStandIn({ text }: KeptAnswer, shown: string, { request: { retractable } }: Plan): boolean {
  return retractable || text.startsWith(shown);
}

interface Broken {
  readonly charges: readonly Charge[];
  /** What the reader sees of it. */
  readonly shown: string;
  readonly retractable: boolean;
}

async function* repeat(
  kept: KeptAnswer,
  { charges, shown, retractable }: Broken,
): AsyncGenerator<StrategyEvent, Outcome> {
  if (retractable && shown !== '') yield { type: 'retract', characters: shown.length };
  const delta = retractable ? kept.text : kept.text.slice(shown.length);
  if (delta !== '') yield { type: 'text', delta };
  return { type: 'repeated', kept, charges };
}

/** What a strategy yields, and in the end what its reader sees of the text; broken text is taken back where it can be. */
async function* watched(
  events: AsyncGenerator<StrategyEvent, Outcome>,
): AsyncGenerator<StrategyEvent, { readonly outcome: Outcome; readonly shown: string }> {
  let shown = '';
  try {
    let next = await events.next();
    for (; !next.done; next = await events.next()) {
      const event = next.value;
      if (event.type === 'text') shown += event.delta;
      else if (event.type === 'retract') shown = shown.slice(0, shown.length - event.characters);
      yield event;
    }
    return { outcome: next.value, shown };
  } finally {
    // Closes the connection when the reader stops reading.
    await events.return(undefined as never);
  }
}
