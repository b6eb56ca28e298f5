import { say } from '../words.ts';
import type { CheckName } from './finding.ts';

/** What the checks look at, in words. */
export function checkWords(checks: readonly CheckName[]): string {
  return checks.map(checkWord).join(', ');
}

/** What one check looks at. */
export function checkWord(check: CheckName): string {
  switch (check) {
    case 'refusal':
      return say('length and refusals');
    case 'form':
      return say('form');
    case 'editor':
      return say("the editor's errors");
    case 'confidence':
      return say('how sure it is');
    case 'agreement':
      return say('a second answer');
    case 'judge':
      return say('a judge');
  }
}
