import type { Charge } from '../accounting/meter.ts';
import type { FailedAttempt, StoppedAttempt } from '../chat/chatEvent.ts';
import { SwitchyardError } from '../chat/errors.ts';
import type { Candidate } from '../routing/candidates.ts';
import { say } from '../words.ts';
import type { Question } from './answer.ts';
import { afterFailure, type Remaining } from './queue.ts';
import type { AnswerEnd, Outcome, Plan, StrategyEvent } from './strategy.ts';

/** How a candidate was asked. */
export type Asked = Pick<Question, 'candidate' | 'messages' | 'without'> & {
  /** It is to go on with an answer that another began. */
  readonly continues: boolean;
  /** That beginning was given as its own. */
  readonly prefilled: boolean;
};

/** How far a request has come. */
export interface Progress {
  readonly plan: Plan;
  readonly charges: Charge[];
  /** Those that were asked beside another, which spoke first. */
  readonly stopped: StoppedAttempt[];
  readonly failures: FailedAttempt[];
  attempts: number;
  /** Whom to ask, the next one first. */
  queue: readonly Candidate[];
  /** Those of the queue whose limit was found to be reached. */
  readonly outOfRoom: Set<string>;
  /** How the first of the queue was asked last. */
  asked: Asked | undefined;
  /** Fields that the first of the queue refused of this request. */
  refused: readonly string[];
  /** The first of the queue told how much it writes, and is held to it. */
  clamped: boolean;
  /** The first of the queue does not go on with an answer that was begun for it. */
  refusedPrefill: boolean;
  /** The first of the queue was already asked a second time. */
  retried: boolean;
  /** What the reader sees of the answer so far. */
  text: string;
  /** How many characters of it stood when the first of the queue was asked. */
  stood: number;
  reasoning: boolean;
  toolCalls: boolean;
  firstTokenAt: number | null;
  /** What the answer broke off with, which is shown and goes on. */
  broke: SwitchyardError | undefined;
}

/** A request that nobody was asked yet. */
export function begin(plan: Plan): Progress {
  return {
    plan,
    charges: [],
    stopped: [],
    failures: [],
    attempts: plan.attempts ?? 0,
    queue: plan.candidates,
    outOfRoom: new Set(plan.candidates.flatMap(({ model, waitsMs }) => (waitsMs === undefined ? [] : [model.id]))),
    asked: undefined,
    refused: [],
    clamped: false,
    refusedPrefill: false,
    retried: false,
    text: plan.request.partial ?? '',
    stood: 0,
    reasoning: false,
    toolCalls: false,
    firstTokenAt: null,
    broke: undefined,
  };
}

/** Turns to others, of whom nothing is known yet. */
export function turnTo(progress: Progress, { queue, passedOver }: Remaining): void {
  Object.assign(progress, { queue, refused: [], clamped: false, refusedPrefill: false, retried: false });
  progress.failures.push(...passedOver);
}

/** Who is left after an error. That a continuation is refused says nothing of the request: others may take it. */
export function remainingAfter({ queue, plan, asked }: Progress, error: SwitchyardError): Remaining {
  if (asked?.continues && error.kind === 'badRequest') return { queue: queue.slice(1), passedOver: [] };
  return afterFailure(queue, error, plan);
}

/** The error that a reader is told last: what broke the answer, rather than that nobody could go on with it. */
export function lastWord({ broke, asked }: Progress, error: SwitchyardError): SwitchyardError {
  return asked?.continues && error.kind === 'badRequest' ? (broke ?? error) : error;
}

/** Whether what stands can neither be taken back nor gone on with: a tool call, or words that a filter stopped. */
export function isStuck({ plan, text, stood, toolCalls }: Progress, { kind }: SwitchyardError): boolean {
  if (plan.request.retractable) return false;
  return toolCalls || (kind === 'contentFilter' && text.slice(stood).trim() !== '');
}

/**
 * Takes back what a broken attempt has shown, where the reader allows it; elsewhere, or where the user wants that, the next
 * model continues. Tool calls and what a filter stopped are never continued; without a word there is nothing to continue.
 */
export function* takeBack(progress: Progress, error: SwitchyardError): Generator<StrategyEvent> {
  const { plan, text, reasoning, toolCalls } = progress;
  const isFit = text.trim() !== '' && !toolCalls && error.kind !== 'contentFilter';
  const continues = isFit && plan.resilience.midStream === 'continue';
  if (!plan.request.retractable || continues) {
    if (text !== '') progress.broke = progress.asked?.continues && error.kind === 'badRequest' ? progress.broke : error;
    return;
  }
  if (text !== '' || reasoning || toolCalls) yield { type: 'retract', characters: text.length };
  Object.assign(progress, { text: '', reasoning: false, toolCalls: false });
}

/** The end with an answer; one that several models wrote is nobody's own turn. */
export function answered(
  { plan, charges, stopped, firstTokenAt, asked }: Progress,
  { model }: Candidate,
  end: AnswerEnd,
): Outcome {
  const firstTokenMs = firstTokenAt === null ? null : firstTokenAt - plan.startedAt;
  const { verbatim, ...shared } = end;
  const own = verbatim === undefined || asked?.continues ? shared : end;
  return { type: 'answered', model, end: own, firstTokenMs, charges, stopped };
}

/** The end without an answer. */
export function failed(
  { failures, charges }: Progress,
  error = new SwitchyardError('noTarget', say('no model can take this request')),
): Outcome {
  return { type: 'failed', error, failures, charges };
}
