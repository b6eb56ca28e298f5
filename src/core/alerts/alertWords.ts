import { usdFromNano } from '../accounting/price.ts';
import { say } from '../words.ts';
import type { Unusual } from './sample.ts';

/** A model that has left its usual range, in a sentence with its figures. */
export function alertWords(model: string, { metric, now, usual, of }: Unusual): string {
  switch (metric) {
    case 'errors':
      return say('{0}: {1} of the last {2} requests failed; usually {3} do.', model, percent(now), of, percent(usual));
    case 'firstToken':
      return say('{0}: the first word takes {1} at the moment; usually it takes {2}.', model, time(now), time(usual));
    case 'total':
      return say('{0}: a whole answer takes {1} at the moment; usually it takes {2}.', model, time(now), time(usual));
    case 'cost':
      return say('{0}: a request costs {1} at the moment; usually it costs {2}.', model, money(now), money(usual));
    case 'redone':
      return say(
        '{0}: {1} of the last {2} answers were asked for again; usually {3} are.',
        model,
        percent(now),
        of,
        percent(usual),
      );
  }
}

function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}

function time(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

function money(nano: number): string {
  return `$${Number(usdFromNano(Math.round(nano)).toPrecision(2))}`;
}
