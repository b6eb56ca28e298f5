import { describe, expect, test } from 'vitest';
import { SIGNS, type Sign } from '../../../src/core/quality/signs.ts';
import { NO_STANDING, outcomeOf, withSign } from '../../../src/core/quality/standing.ts';

/** What one answer comes to after these signs: `+0.6` good, `-0.9` bad, `0` nothing. */
function after(...signs: Sign[]): string {
  const { good, bad } = outcomeOf(signs.reduce(withSign, NO_STANDING));
  expect(Math.min(good, bad)).toBe(0);
  return good > 0 ? `+${good}` : bad > 0 ? `-${bad}` : '0';
}

describe('the signs of one answer', () => {
  test.each<[string, Sign[], string]>([
    ['nothing', [], '0'],
    ['copied', ['copied'], '+0.4'],
    ['copied often', ['copied', 'copied', 'copied'], '+0.4'],
    ['applied and copied', ['applied', 'copied'], '+0.6'],
    ['copied and applied', ['copied', 'applied'], '+0.6'],
    ['applied, and still there', ['applied', 'survived'], '+0.8'],
    ['copied, then taken back', ['copied', 'inserted', 'undone'], '-0.9'],
    ['undone, then applied again', ['applied', 'undone', 'applied'], '+0.6'],
    ['asked again after copying', ['copied', 'redone'], '-0.6'],
    ['asked again, then used after all', ['redone', 'inserted'], '+0.5'],
    ['rewritten, then said to be wrong', ['inserted', 'rewritten', 'corrected'], '-0.7'],
    ['errors, then taken back', ['applied', 'moreErrors', 'undone'], '-0.9'],
    ['another model asked', ['askedOther'], '-0.3'],
    ['used, and another model asked', ['applied', 'askedOther'], '+0.6'],
    ['another model asked, then used', ['askedOther', 'copied'], '+0.4'],
    ['another model preferred', ['copied', 'askedOther', 'passedOver'], '-0.8'],
    ['a vote against all the rest', ['applied', 'survived', 'down'], '-1'],
    ['a vote, and then taken back', ['up', 'applied', 'undone'], '+1'],
    ['a vote that was taken back', ['applied', 'down', 'unvoted'], '+0.6'],
    ['a vote taken back alone', ['up', 'unvoted'], '0'],
    ['another vote', ['up', 'down'], '-1'],
  ])('%s', (_, signs, expected) => {
    expect(after(...signs)).toBe(expected);
  });

  test('never make more than one answer, in whatever order they come', () => {
    const all = Object.keys(SIGNS) as Sign[];
    for (const [index] of all.entries()) {
      const signs = [...all.slice(index), ...all.slice(0, index), ...all.slice(index)];
      const { good, bad } = outcomeOf(signs.reduce(withSign, NO_STANDING));
      expect(good + bad).toBeLessThanOrEqual(1);
    }
  });
});
