import type { Answer } from './answer.ts';

/** Whether an answer is still to come or to grow. */
export function isComing({ status }: Pick<Answer, 'status'>): boolean {
  return status === 'routing' || status === 'streaming';
}
