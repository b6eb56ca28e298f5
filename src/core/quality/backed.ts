import type { Evidence } from '../ports/qualityStore.ts';

/** What happened elsewhere counts this much of what happens here, */
const SHARE = 0.25;
/** and all of it together at most as so many answers: a dozen answers here outweigh any number elsewhere. */
const MOST = 4;

/**
 * What is known here, with what is known from the user's other workspaces as weak evidence behind it: a new workspace
 * begins with what was learnt elsewhere, and soon goes its own way. `everywhere` includes `here`.
 */
export function backed(here: Evidence, everywhere: Evidence): Evidence {
  const good = Math.max(0, everywhere.good - here.good);
  const bad = Math.max(0, everywhere.bad - here.bad);
  const mass = good + bad;
  const share = mass === 0 ? 0 : Math.min(SHARE, MOST / mass);
  return { good: here.good + share * good, bad: here.bad + share * bad };
}
