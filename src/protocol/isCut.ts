import type { Answer } from './answer.ts';

/** Whether an answer ended before its end, so that it can be continued: cut at the limit, stopped, interrupted or broken off. */
export function isCut({ status, text, done }: Answer): boolean {
  if (text === '') return false;
  if (status === 'done') return done?.finishReason === 'length';
  return status === 'stopped' || status === 'interrupted' || status === 'failed';
}
