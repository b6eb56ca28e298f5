import type { AttemptRow } from '../ports/ledger.ts';
import type { Team } from '../ports/team.ts';

/** Requests that failed once and may go on elsewhere; the oldest are forgotten, they were given up. */
const MOST_OPEN = 100;

/** Finds in the ledger's rows, as they are written, where one model took over from another, and tells the team; not of what a fire drill asked. */
export function watchFailovers(team: Team): (row: AttemptRow) => void {
  const failed = new Map<string, AttemptRow>();
  return (row) => {
    if (row.source === 'fireDrill') return;
    const before = failed.get(row.requestId);
    failed.delete(row.requestId);
    if (before !== undefined && before.model !== row.model && before.outcome !== 'ok') {
      team.tell({ type: 'failover', from: before.model, to: row.model, kind: before.outcome });
    }
    if (row.outcome === 'ok' || row.outcome === 'cancelled') return;
    failed.set(row.requestId, row);
    for (const oldest of [...failed.keys()].slice(0, failed.size - MOST_OPEN)) failed.delete(oldest);
  };
}
