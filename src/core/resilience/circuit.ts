import { CircuitState } from 'cockatiel';
import type { ErrorKind } from '../chat/errors.ts';
import { type Circuit, CLOSED, type OpenCircuit } from '../ports/circuitStore.ts';
import { cooldowns } from './cooldown.ts';
import { BLAMES, TrippingRule } from './trippingRule.ts';

/** How a call failed, as far as circuits care. */
export interface Failure {
  readonly kind: ErrorKind;
  readonly retryAfterMs: number;
  /** Who asked, and when it began. */
  readonly by: string;
  readonly startedAt: number;
  readonly now: number;
  readonly cooldownMs: number;
  readonly jitter: number;
  /** The sign of the key that was sent, where there was one. */
  readonly keyPrint: string | undefined;
}

const LONGEST_REST_MS = 5 * 60_000;
/** What ends without telling us is tried rarely. */
const SLOW_PROBE = { baseMs: 10 * 60_000, longestMs: 60 * 60_000 };
/** A prober that says nothing for so long is dead. */
export const PROBE_LEASE_MS = 30_000;

/** Closed; open; or half-open, when one request may try it. A clock that was set back opens nothing for longer. */
export function stateOf({ open }: Circuit, now: number): CircuitState {
  if (open === undefined) return CircuitState.Closed;
  if (open.until === null) return CircuitState.Open;
  const clockWasSetBack = open.at > now + 1000;
  return open.until > now && !clockWasSetBack ? CircuitState.Open : CircuitState.HalfOpen;
}

/** Whether another request than this one is trying it now. */
export function isProbed({ open }: Circuit, by: string | undefined, now: number): boolean {
  const probe = open?.probe;
  // A claim of a clock that was ahead by more than it lasts is none; another process's may be a little later than ours.
  return probe !== undefined && probe.by !== by && probe.until > now && probe.until <= now + 2 * PROBE_LEASE_MS;
}

/** A half-open circuit that nobody tries is tried by this request from now on; also makes its claim live on. */
export function claimed(circuit: Circuit, by: string, now: number): Circuit {
  const { open } = circuit;
  if (open === undefined || stateOf(circuit, now) !== CircuitState.HalfOpen || isProbed(circuit, by, now))
    return circuit;
  return { ...circuit, open: { ...open, probe: { by, until: now + PROBE_LEASE_MS } } };
}

/** The claim of a request that learnt nothing, or ends. */
export function released(circuit: Circuit, by: string): Circuit {
  if (circuit.open?.probe?.by !== by) return circuit;
  const { probe: _, ...open } = circuit.open;
  return { ...circuit, open };
}

/** Any whole answer that was asked for after it opened closes it. */
export function afterSuccess(circuit: Circuit, { by, startedAt }: Pick<Failure, 'by' | 'startedAt'>): Circuit {
  const { open } = circuit;
  if (open === undefined) return circuit;
  return open.probe?.by === by || startedAt >= open.at ? CLOSED : released(circuit, by);
}

/** What a failure that counts against this circuit makes of it. */
export function afterFailure(circuit: Circuit, failure: Failure): Circuit {
  const blame = BLAMES[failure.kind];
  if (blame.type === 'nobody') return released(circuit, failure.by);
  const { open } = circuit;
  if (open === undefined) return blame.type === 'opens' ? opened(failure, 1) : afterSample(circuit, failure);
  // It lasts longer than what opened it, or another thing mends it.
  if (blame.type === 'opens' && open.kind !== failure.kind) return opened(failure, 1);
  if (open.probe?.by === failure.by) return { samples: [], open: reopened(open, failure) };
  // Asked although it rests, or since before it: that tells no more than what the server asks for.
  return open.until === null
    ? circuit
    : { ...circuit, open: { ...open, until: Math.max(open.until, askedFor(failure)) } };
}

function afterSample(circuit: Circuit, failure: Failure): Circuit {
  const rule = new TrippingRule(circuit.samples, failure.now, failure.kind);
  if (rule.failure(CircuitState.Closed)) return opened(failure, rule.failures);
  if (failure.retryAfterMs <= 0) return { samples: rule.state };
  const { kind, now } = failure;
  // The samples stay: when its server's word is over, it is not yet proven well.
  return { samples: rule.state, open: { kind, failures: 1, since: now, at: now, until: askedFor(failure) } };
}

function opened(failure: Failure, failures: number): Circuit {
  const { kind, now } = failure;
  const open = { kind, failures, since: now, at: now, until: untilOf(failure, 0) };
  return { samples: [], open: withKey(open, failure) };
}

/** Another key may have another credit and other rights. */
function withKey(open: OpenCircuit, { kind, keyPrint }: Failure): OpenCircuit {
  const blame = BLAMES[kind];
  const ofKey = blame.type === 'opens' && blame.which === 'account';
  return ofKey && keyPrint !== undefined ? { ...open, keyPrint } : open;
}

/** After a probe that failed: the rest grows with the time it was down. */
function reopened({ since, failures }: OpenCircuit, failure: Failure): OpenCircuit {
  const { kind, now } = failure;
  const open = { kind, failures: failures + 1, since, at: now, until: untilOf(failure, now - since) };
  return withKey(open, failure);
}

function untilOf({ kind, now, cooldownMs, retryAfterMs, jitter, keyPrint }: Failure, downMs: number): number | null {
  const blame = BLAMES[kind];
  const opens = blame.type === 'opens';
  // Where no key is known none can change: it is tried now and then.
  if (opens && blame.until === 'keyChanges' && keyPrint !== undefined) return null;
  const bounds = opens ? SLOW_PROBE : { baseMs: cooldownMs, longestMs: LONGEST_REST_MS };
  return now + cooldowns.next({ downMs, ...bounds, retryAfterMs, jitter }).duration;
}

function askedFor({ now, retryAfterMs }: Failure): number {
  return now + Math.min(retryAfterMs, LONGEST_REST_MS);
}
