import { say } from '../words.ts';
import { leftOf, type Standing } from './budget.ts';
import type { LimitName } from './limitName.ts';
import { usdWords } from './usdWords.ts';

/** A limit's name inside a sentence. */
export function limitWords(name: LimitName): string {
  switch (name) {
    case 'month':
      return say("this month's budget");
    case 'day':
      return say("today's budget");
    case 'chat':
      return say("this chat's budget");
    case 'request':
      return say('the budget of one request');
    case 'serverMonth':
      return say("the local server's share of this month");
    case 'serverDay':
      return say("the local server's share of today");
  }
}

/** Which limit a request would pass, how much of it is gone, and when it frees. */
export function refusalWords(standing: Standing, neededNano: number): string {
  const { name, nano, spentNano, reservedNano } = standing;
  const needed = usdWords(neededNano);
  if (nano === 0) {
    return say(
      'This could cost {0}, and {1} is {2}: only models that cost nothing may answer.',
      needed,
      limitWords(name),
      usdWords(nano),
    );
  }
  const gone =
    name === 'request' && spentNano + reservedNano === 0
      ? say('This could cost {0}, and {1} is {2}.', needed, limitWords(name), usdWords(nano))
      : say(
          'This could cost {0}; {1} is {2}, of which {3} is spent.',
          needed,
          limitWords(name),
          usdWords(nano),
          usdWords(spentNano),
        );
  const running = reservedNano > 0 ? say('{0} is set aside for answers that are coming.', usdWords(reservedNano)) : '';
  return [gone, running, freesWords(name)].filter((part) => part !== '').join(' ');
}

/** Why a model may not be asked. */
export function rejectionWords(standing: Standing, neededNano: number): string {
  return say(
    'could cost {0}, and {1} has {2} left',
    usdWords(neededNano),
    limitWords(standing.name),
    usdWords(leftOf(standing)),
  );
}

function freesWords(name: LimitName): string {
  switch (name) {
    case 'month':
    case 'serverMonth':
      return say('It begins anew with the next month.');
    case 'day':
    case 'serverDay':
      return say('It begins anew tomorrow.');
    case 'chat':
      return say('A new chat has its own.');
    case 'request':
      return '';
  }
}
