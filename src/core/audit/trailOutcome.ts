import type { AuditedEnd } from '../ports/audit.ts';

/** How a request of the trail ended; `unfinished` while it runs, and where its process died. */
export const TRAIL_OUTCOMES = ['answered', 'failed', 'stopped', 'unfinished'] as const;
export type TrailOutcome = (typeof TRAIL_OUTCOMES)[number];

/** By what the trail can be narrowed; `fellBack`: another model took over, whatever came of it. */
export const TRAIL_CHOICES = ['answered', 'fellBack', 'failed', 'stopped', 'unfinished'] as const;

/** Who stopped reading before the end has stopped it. */
export function trailOutcome(end: AuditedEnd | null): TrailOutcome {
  if (end === null) return 'unfinished';
  return end.outcome === 'left' ? 'stopped' : end.outcome;
}
