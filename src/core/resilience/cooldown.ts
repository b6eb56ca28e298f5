import { DelegateBackoff } from 'cockatiel';

/** How long something has been down already, and what its rest depends on besides; milliseconds. */
export interface Downtime {
  readonly downMs: number;
  /** The shortest rest. */
  readonly baseMs: number;
  readonly longestMs: number;
  /** How long the server asked to be left alone. */
  readonly retryAfterMs: number;
  /** From 0 to 1: by how much of the jitter the rest is shortened, so that not all come back at once. */
  readonly jitter: number;
}

/** A rest is at most this part of the time it was down already: we prolong no outage by more than that. */
const PART_OF_DOWNTIME = 1 / 4;
const JITTER = 0.2;

/** How long a circuit stays open before one request may try it. */
export const cooldowns = new DelegateBackoff(
  ({ downMs, baseMs, longestMs, retryAfterMs, jitter }: Downtime): number => {
    const grown = Math.min(Math.max(downMs * PART_OF_DOWNTIME, baseMs), longestMs);
    const asked = Math.min(retryAfterMs, longestMs);
    return Math.round(Math.max(grown * (1 - JITTER * jitter), asked));
  },
);
