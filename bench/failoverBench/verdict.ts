import type { Checked } from './check.ts';
import type { Happened } from './happened.ts';
import type { Scenario } from './scenarios.ts';

/**
 * `pass`: rescued, every check clean; `partial`: rescued, but an advisory check failed, or answered where an error was
 * right; `safe`: a clean error instead of an answer; `fail`: a required check, a hang, half an answer as a whole one.
 */
export type Verdict = 'pass' | 'partial' | 'safe' | 'fail';

/** The verdict on a scenario and why, by METHODOLOGY.md of Failover Bench, "Scoring a cell". */
export function verdictOf(
  { ideal }: Scenario,
  checks: readonly Checked[],
  { outcomes }: Happened,
): { readonly verdict: Verdict; readonly reason: string } {
  if (outcomes.some(({ type }) => type === 'hang')) return { verdict: 'fail', reason: 'hang' };
  const answered = outcomes.every(({ type }) => type === 'success');
  if (ideal === 'success' && outcomes.some(({ type, complete }) => type === 'success' && !complete)) {
    return { verdict: 'fail', reason: 'half an answer as a whole one' };
  }
  const failed = checks.filter(({ ok }) => !ok);
  const required = failed.filter(({ check: { weight } }) => weight === undefined);
  if (required.length > 0) return { verdict: 'fail', reason: words(required) };
  if (ideal === 'error' && answered) return { verdict: 'partial', reason: 'answered where a refusal was right' };
  if (ideal === 'success' && !answered) {
    return { verdict: 'safe', reason: outcomes.find(({ error }) => error !== undefined)?.error ?? 'an error' };
  }
  const advisory = failed.filter(({ check: { weight } }) => weight === 'advisory');
  return advisory.length > 0 ? { verdict: 'partial', reason: words(advisory) } : { verdict: 'pass', reason: 'rescued' };
}

function words(failed: readonly Checked[]): string {
  return failed.map(({ check: { kind }, detail }) => `${kind}: ${detail}`).join('; ');
}
