import type { FallbackEvent } from '../chat/chatEvent.ts';
import { SwitchyardError } from '../chat/errors.ts';
import { accountOf } from '../models/account.ts';
import type { Clock } from '../ports/clock.ts';
import { seconds } from '../resilience/deadlines.ts';
import { isPatient, usualWait } from '../resilience/firstTokenMs.ts';
import { say } from '../words.ts';
import { isOverLimit } from './admit.ts';
import { askedOf } from './asking.ts';
import type { AttemptTools } from './attemptTools.ts';
import { Lane } from './lane.ts';
import { type Asked, type Progress, remainingAfter, turnTo } from './progress.ts';
import type { AnswerEnd, StrategyEvent } from './strategy.ts';

/** A model of unknown habits is late after so long, and one that is waited for patiently. */
const LATE_MS = 3000;
const PATIENT_LATE_MS = 10_000;
/** A model that is always quick is not raced for a moment's delay. */
const LEAST_LATE_MS = 250;

/** A second candidate beside the first, and when. */
interface Hedge {
  readonly next: Asked['candidate'];
  readonly lateMs: number;
}

/**
 * Whom to ask too when a candidate is late with its first word; undefined where only it is asked: the user did not want
 * more or chose the model, nobody else is well, something stands already, or the answer is held back to be checked.
 */
export function hedgeFor(
  { plan, queue, text }: Progress,
  { candidate }: Asked,
  { latencies, breaker }: AttemptTools,
): Hedge | undefined {
  const next = queue[1];
  const { request, resilience, parameters } = plan;
  if (resilience.hedge === 'off' || request.model !== undefined || parameters.structured !== undefined)
    return undefined;
  // Whoever is tried again after a rest is tried to its end.
  const isWell = (one: Asked['candidate']) => breaker.isWell(one.model.id, accountOf(one.model, one.provider));
  if (next === undefined || text !== '' || !isWell(candidate) || !isWell(next)) return undefined;
  const { model, provider, inputTokens } = candidate;
  const usual = usualWait(provider, model, latencies, inputTokens);
  const lateMs = usual ?? (isPatient(provider, model) ? PATIENT_LATE_MS : LATE_MS);
  return { next, lateMs: Math.max(LEAST_LATE_MS, Math.round(lateMs)) };
}

/**
 * Asks a candidate, and the next one too when it is late; whoever speaks first answers, the other is stopped. The reader
 * sees both attempts and, where the second one answers, a `fallback` of kind `timeout`. What failed before that is out;
 * who was only slow may be asked again when nobody else is left. Both are billed, the one that answers last.
 */
export async function* hedged(
  progress: Progress,
  asked: Asked,
  { next, lateMs }: Hedge,
  tools: AttemptTools,
  signal: AbortSignal,
): AsyncGenerator<StrategyEvent, AnswerEnd> {
  const first = new Lane(asked, progress, tools, signal);
  const lanes = [first];
  try {
    yield* first.begin();
    if (!(await isLate(first, lateMs, tools.clock))) return yield* first.rest();
    const second = new Lane(askedOf(next, progress, tools.memory), progress, tools, signal);
    lanes.push(second);
    const early = await Promise.race([first.spoke(), second.spoke()]);
    if (early.lane === first && early.error === undefined) {
      // It spoke while the second waited for its place, which is not asked then.
      void second.close();
      return yield* first.rest();
    }
    yield* second.begin();
    const { lane, error } = await Promise.race([first.spoke(), second.spoke()]);
    if (error !== undefined && !SwitchyardError.is(error)) throw error;
    // It may have been stopped after somebody spoke.
    if (signal.aborted) throw SwitchyardError.cancelled();
    const leader = (lane === first) === (error === undefined) ? first : second;
    if (leader === second) {
      yield turned(asked, next, error ?? tooLate(lateMs));
      promote(progress, second.asked, error);
    } else if (error !== undefined) {
      drop(progress, next, error);
    }
    void (leader === first ? second : first).close();
    return yield* leader.rest();
  } finally {
    await Promise.all(lanes.map((lane) => lane.close()));
    const isLeader = (lane: Lane) => lane.asked === progress.asked;
    for (const lane of lanes.toSorted((a, b) => Number(isLeader(a)) - Number(isLeader(b)))) {
      progress.charges.push(...lane.charges);
      if (!isLeader(lane) && lane.stopped !== undefined) progress.stopped.push(lane.stopped);
    }
  }
}

/** The second candidate failed beside the first; where its provider has no room or there is no money for two, it only waits. */
function drop(progress: Progress, next: Asked['candidate'], error: SwitchyardError): void {
  if (isOverLimit(error)) progress.outOfRoom.add(next.model.id);
  if (isOverLimit(error) || error.kind === 'budget') return;
  progress.failures.push({ ...error.info, model: next.model.id });
  progress.queue = progress.queue.filter((candidate) => candidate !== next);
}

/** The second candidate takes the place of the first, which failed or is only late. */
function promote(progress: Progress, asked: Asked, error: SwitchyardError | undefined): void {
  const [first, ...others] = progress.queue;
  if (error !== undefined && first !== undefined) progress.failures.push({ ...error.info, model: first.model.id });
  const late = first === undefined ? [] : [first];
  const remaining =
    error === undefined ? { queue: [...others, ...late], passedOver: [] } : remainingAfter(progress, error);
  const queue = [asked.candidate, ...remaining.queue.filter((candidate) => candidate !== asked.candidate)];
  turnTo(progress, { ...remaining, queue });
  progress.asked = asked;
}

function turned({ candidate }: Asked, next: Asked['candidate'], error: SwitchyardError): FallbackEvent {
  return { type: 'fallback', from: candidate.model.id, to: next.model.id, error: error.info, afterCharacters: 0 };
}

function tooLate(ms: number): SwitchyardError {
  return new SwitchyardError(
    'timeout',
    say('no first word within {0}: another was asked too and spoke first', seconds(ms)),
  );
}

/** Whether a time passes before a candidate speaks, ends or fails. */
function isLate(lane: Lane, ms: number, clock: Clock): Promise<boolean> {
  return new Promise((resolve) => {
    const cancel = clock.schedule(ms, () => resolve(true));
    void lane.spoke().then(() => {
      cancel();
      resolve(false);
    });
  });
}
