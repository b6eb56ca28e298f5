import { say } from '../words.ts';
/** Every way a request can fail; names and meanings are fixed by the public interface. */
export const ERROR_KINDS = [
  'auth',
  'quota',
  'rateLimit',
  'overloaded',
  'server',
  'timeout',
  'network',
  'contextLength',
  'contentFilter',
  'modelNotFound',
  'badRequest',
  'protocol',
  'budget',
  'privacy',
  'cancelled',
  'noTarget',
] as const;
export type ErrorKind = (typeof ERROR_KINDS)[number];

/** An error as it travels in events, in the ledger and to the panel: plain data, never a key or a prompt. */
export interface ErrorInfo {
  readonly kind: ErrorKind;
  readonly status?: number;
  readonly message: string;
}

interface ErrorDetails {
  readonly status?: number | undefined;
  /** How long the server asked to be left alone, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
  readonly cause?: unknown;
}

const BRAND = Symbol.for('switchyard.error');

/** The one coded error. Only these fall through to another model: anything else is our own bug and stops the request. */
export class SwitchyardError extends Error {
  readonly [BRAND] = true;
  readonly kind: ErrorKind;
  readonly status: number | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(kind: ErrorKind, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'SwitchyardError';
    this.kind = kind;
    this.status = details.status;
    this.retryAfterMs = details.retryAfterMs;
  }

  /** The error as plain data. */
  get info(): ErrorInfo {
    return { kind: this.kind, ...(this.status === undefined ? {} : { status: this.status }), message: this.message };
  }

  /** True for a coded error of this kind (or of any kind); works across bundles, unlike `instanceof`. */
  static is(error: unknown, kind?: ErrorKind): error is SwitchyardError {
    return (
      typeof error === 'object' &&
      error !== null &&
      BRAND in error &&
      (kind === undefined || (error as SwitchyardError).kind === kind)
    );
  }

  /** The error of a request that the user stopped. */
  static cancelled(): SwitchyardError {
    return new SwitchyardError('cancelled', say('Stopped.'));
  }
}
