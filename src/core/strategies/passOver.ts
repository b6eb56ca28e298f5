import type { Candidate } from '../routing/candidates.ts';

/** Whether nobody in a queue is known to have room: whoever comes first is waited for. */
export function nobodyElse(queue: readonly Candidate[], outOfRoom: ReadonlySet<string>): boolean {
  return queue.length === 1 || queue.every(({ model }) => outOfRoom.has(model.id));
}

/** The queue with those that are out of room at its end. */
export function behindOthers(queue: readonly Candidate[], outOfRoom: ReadonlySet<string>): Candidate[] {
  const isOut = ({ model }: Candidate) => outOfRoom.has(model.id);
  return [...queue.filter((candidate) => !isOut(candidate)), ...queue.filter(isOut)];
}
