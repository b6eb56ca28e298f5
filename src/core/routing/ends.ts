import { type Charge, sumCharges } from '../accounting/meter.ts';
import { usdFromNano } from '../accounting/price.ts';
import type { DecisionEvent, DoneEvent, ErrorEvent } from '../chat/chatEvent.ts';
import type { SwitchyardError } from '../chat/errors.ts';
import { NO_PARTS, usageOf } from '../chat/usage.ts';
import type { Guard } from '../guard/guard.ts';
import { splitModelId } from '../models/model.ts';
import { firstBackMs } from '../resilience/firstBack.ts';
import type { AttemptTools } from '../strategies/attemptTools.ts';
import type { Outcome, Plan } from '../strategies/strategy.ts';
import { say } from '../words.ts';

/** The end of a request that was not sent. */
export function refused({ info }: SwitchyardError, guard?: Guard): ErrorEvent {
  return { type: 'error', error: { ...info, attempts: [] }, usage: null, ...costOf([], guard) };
}

/** The end where nobody can take a request, or nobody may see it. */
export function noTarget({ rejected }: DecisionEvent, withheld: boolean): ErrorEvent {
  const why = rejected.map((rejection) => `${rejection.model}: ${rejection.reason}`).join('; ');
  const message = why === '' ? say('No model is set up.') : say('No model can take this request ({0}).', why);
  return {
    type: 'error',
    error: { kind: withheld ? 'privacy' : 'noTarget', message, attempts: [] },
    usage: null,
    costUsd: 0,
    estimated: false,
  };
}

/** The end with an answer. */
export function done(outcome: Exclude<Outcome, { type: 'failed' }>, plan: Plan, now: number, guard?: Guard): DoneEvent {
  return {
    type: 'done',
    ...(outcome.type === 'answered' ? answerOf(outcome) : repeatedAnswer(outcome)),
    ...costOf(outcome.charges, guard),
    costSource: sumCharges([...outcome.charges, ...(guard?.charges ?? [])]).costSource,
    latency: {
      firstTokenMs: outcome.type === 'answered' ? outcome.firstTokenMs : now - plan.startedAt,
      totalMs: now - plan.startedAt,
    },
    attempts: outcome.charges.length,
    ...(guard?.setup.check.includes('output') ? { guard: { model: guard.setup.model, output: guard.output } } : {}),
  };
}

type AnswerFields = Omit<DoneEvent, 'type' | 'costUsd' | 'costSource' | 'estimated' | 'latency' | 'attempts'>;

function answerOf({ model, end, charges, stopped, remark }: Outcome & { type: 'answered' }): AnswerFields {
  const { finishReason, cutBy, vendor, verbatim } = end;
  return {
    model: model.id,
    provider: model.provider,
    finishReason,
    ...(cutBy === undefined ? {} : { cutBy }),
    usage: usageOf(charges.at(-1)?.usage ?? NO_PARTS),
    ...(stopped.length === 0 ? {} : { stopped }),
    ...(remark === undefined ? {} : { remark }),
    fromCache: false,
    ...(Object.keys(vendor).length === 0 ? {} : { vendor }),
    ...(verbatim === undefined ? {} : { verbatim }),
  };
}

/** Nothing was used for an answer that was there already. */
function repeatedAnswer({ kept: { model, finishReason, at } }: Outcome & { type: 'repeated' }): AnswerFields {
  const provider = splitModelId(model)?.provider ?? model;
  return { model, provider, finishReason, usage: usageOf(NO_PARTS), fromCache: true, answeredAt: at };
}

/** The end where everybody who was asked failed. */
export function failure(
  outcome: Outcome & { type: 'failed' },
  { candidates }: Plan,
  tools: AttemptTools,
  guard?: Guard,
): ErrorEvent {
  const last = outcome.charges.at(-1);
  const backInMs = firstBackMs(candidates, outcome.failures, tools);
  return {
    type: 'error',
    error: {
      ...outcome.error.info,
      attempts: outcome.failures,
      ...(backInMs === undefined ? {} : { backInMs: Math.ceil(backInMs) }),
    },
    usage: last === undefined ? null : usageOf(last.usage),
    ...costOf(outcome.charges, guard),
  };
}

/** What a request cost, its guard included. */
function costOf(charges: readonly Charge[], guard: Guard | undefined): Pick<ErrorEvent, 'costUsd' | 'estimated'> {
  const { costNano: nano, estimated } = sumCharges([...charges, ...(guard?.charges ?? [])]);
  return { costUsd: nano === null ? null : usdFromNano(nano), estimated };
}
