/** The one question that every scenario asks. */
export const QUESTION =
  'Say in exactly sixty words how a railway yard keeps its trains moving when one of its tracks fails.';

/** What every healthy answer says: sixty words, so that one that was cut, repeated or patched up wrongly is seen. */
export const CANONICAL_ANSWER =
  'A yard keeps its trains moving because no engine depends upon one single track. ' +
  'When a switch jams, the signal turns red, the dispatcher reads the board, and the next free line is ' +
  'set before the driver has stopped. Nothing is coupled twice, nothing is left behind, ' +
  'and whoever waits at the far platform sees only that sixty wagons came.';

export const WORDS = CANONICAL_ANSWER.split(' ');

/** Whether a reader got the whole answer; white space is no difference. */
export function isComplete(text: string): boolean {
  return text.replace(/\s+/g, ' ').trim() === CANONICAL_ANSWER;
}
