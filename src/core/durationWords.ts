import { say } from './words.ts';

/** How long something takes, for a sentence: whole seconds below two minutes, whole minutes above, rounded up. */
export function durationWords(ms: number): string {
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  return seconds < 120 ? say('{0} s', seconds) : say('{0} minutes', Math.ceil(seconds / 60));
}
