import { say } from '../../core/words.ts';

/** A model's retirement in words: on a day (`YYYY-MM-DD`, or a time that begins so), or at some time. */
export function retirementWords(gone: string | true): string {
  return gone === true ? say('no longer recommended') : say('out of service from {0}', gone.slice(0, 10));
}
