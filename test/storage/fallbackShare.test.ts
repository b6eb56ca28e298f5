import { expect, test } from 'vitest';
import { fallbackShare } from '../../src/storage/fallbackShare.ts';
import { aRow } from './aRow.ts';

test("a model's requests fell back when it failed and another was asked after it", () => {
  const rows = [
    aRow({ requestId: '1', model: 'a/m', outcome: 'server' }),
    aRow({ requestId: '1', model: 'b/m', outcome: 'ok' }),
    aRow({ requestId: '2', model: 'a/m', outcome: 'ok' }),
    // Asked twice, and good at last.
    aRow({ requestId: '3', model: 'a/m', outcome: 'server' }),
    aRow({ requestId: '3', model: 'a/m', outcome: 'ok' }),
    // Nobody was asked after it.
    aRow({ requestId: '4', model: 'a/m', outcome: 'timeout' }),
    // Its own answer after another's failure is none of its fallbacks.
    aRow({ requestId: '5', model: 'b/m', outcome: 'network' }),
    aRow({ requestId: '5', model: 'a/m', outcome: 'ok' }),
    aRow({ requestId: '6', model: 'a/m', outcome: 'cancelled' }),
    aRow({ requestId: '6', model: 'b/m', outcome: 'ok' }),
    // A fire drill is no day's traffic.
    aRow({ requestId: '7', model: 'a/m', source: 'fireDrill', outcome: 'server' }),
    aRow({ requestId: '7', model: 'b/m', source: 'fireDrill', outcome: 'ok' }),
  ];
  expect(fallbackShare(rows, 'a/m')).toEqual({ requests: 6, fellBack: 1 });
  expect(fallbackShare(rows, 'b/m')).toEqual({ requests: 3, fellBack: 1 });
  expect(fallbackShare([], 'a/m')).toEqual({ requests: 0, fellBack: 0 });
});
