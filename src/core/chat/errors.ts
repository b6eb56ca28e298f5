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
  /** The vendor's own name for the fault. */
  readonly code?: string;
  /** What the vendor's support asks for. */
  readonly requestId?: string;
  /** How long the vendor asked to be left alone, in milliseconds. */
  readonly retryAfterMs?: number;
}

/** What is known of an error besides its kind and its words. */
export interface ErrorDetails {
  readonly status?: number | undefined;
  readonly code?: string | undefined;
  readonly requestId?: string | undefined;
  /** How long the server asked to be left alone, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
  /** The request field that the model refuses, as it was sent: the request is good without it. */
  readonly refusedField?: string | undefined;
  /** Only this value of the field is refused, for this request: another may be taken. */
  readonly refusedValue?: true | undefined;
  /** The most that the model writes, in tokens, as its message tells. */
  readonly maxOutputTokens?: number | undefined;
  /** The model's context window in tokens, as its message tells. */
  readonly contextWindow?: number | undefined;
  readonly cause?: unknown;
}

const BRAND = Symbol.for('switchyard.error');

/** The one coded error. Only these fall through to another model: anything else is our own bug and stops the request. */
export class SwitchyardError extends Error {
  readonly [BRAND] = true;
  readonly kind: ErrorKind;
  readonly details: Omit<ErrorDetails, 'cause'>;

  constructor(kind: ErrorKind, message: string, { cause, ...details }: ErrorDetails = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'SwitchyardError';
    this.kind = kind;
    this.details = details;
  }

  get status(): number | undefined {
    return this.details.status;
  }

  get retryAfterMs(): number | undefined {
    return this.details.retryAfterMs;
  }

  /** The error as plain data. */
  get info(): ErrorInfo {
    const { status, code, requestId, retryAfterMs } = this.details;
    return {
      kind: this.kind,
      ...(status === undefined ? {} : { status }),
      message: this.message,
      ...(code === undefined ? {} : { code }),
      ...(requestId === undefined ? {} : { requestId }),
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    };
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
