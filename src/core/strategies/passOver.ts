import type { SwitchyardError } from '../chat/errors.ts';
import type { Candidate } from '../routing/candidates.ts';
import { type Progress, turnTo } from './progress.ts';
import type { StrategyEvent } from './strategy.ts';

/** Whether nobody in a queue is known to have room: whoever comes first is waited for. */
export function nobodyElse(queue: readonly Candidate[], outOfRoom: ReadonlySet<string>): boolean {
  return queue.length === 1 || queue.every(({ model }) => outOfRoom.has(model.id));
}

/** The queue with those that are out of room at its end. */
function behindOthers(queue: readonly Candidate[], outOfRoom: ReadonlySet<string>): Candidate[] {
  const isOut = ({ model }: Candidate) => outOfRoom.has(model.id);
  return [...queue.filter((candidate) => !isOut(candidate)), ...queue.filter(isOut)];
}

/**
 * Somebody took the room that the first of the queue still had when this request was decided: whoever has some is asked
 * before it. False where nobody has.
 */
export function* passOver(progress: Progress, { info: error }: SwitchyardError): Generator<StrategyEvent, boolean> {
  const { queue, outOfRoom, text } = progress;
  const from = queue[0]?.model.id;
  if (from === undefined || nobodyElse(queue, outOfRoom)) return false;
  outOfRoom.add(from);
  turnTo(progress, { queue: behindOthers(queue, outOfRoom), passedOver: [] });
  const to = progress.queue[0]?.model.id;
  if (to !== undefined && to !== from) yield { type: 'fallback', from, to, error, afterCharacters: text.length };
  return true;
}
