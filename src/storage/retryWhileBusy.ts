import { setTimeout as delay } from 'node:timers/promises';
import { isBusy } from './isBusy.ts';

const TRIES = 40;
const WAIT_MS = 25;

/** Tries again for a second or so while other connections write; rejects with the error of the last try, or any other. */
export async function retryWhileBusy<Result>(work: () => Result | Promise<Result>): Promise<Result> {
  for (let tries = TRIES; ; tries--) {
    try {
      return await work();
    } catch (error) {
      if (!isBusy(error) || tries === 0) throw error;
      await delay(WAIT_MS);
    }
  }
}
