import { type ErrorKind, SwitchyardError } from '../../core/chat/errors.ts';
import { contextWindowIn } from './contextWindowIn.ts';
import type { Fields } from './faultLayers.ts';
import { isRefusedForever } from './isRefusedForever.ts';
import { kindOf } from './kindOf.ts';
import { maxOutputTokensIn } from './maxOutputTokensIn.ts';
import { meaningOf } from './meaningOf.ts';
import { type Fault, requestIdOf } from './readFault.ts';
import { refusedField } from './refusedField.ts';
import { retryAfterMs } from './retryAfterMs.ts';

/** Where a fault came from; all of it is missing for one within an answer. */
interface Origin {
  readonly status?: number;
  readonly headers?: Headers;
  readonly sent?: Fields | undefined;
  readonly cause?: unknown;
}

/** Kinds that pass by themselves when the server's limits do. */
const PASSING: ReadonlySet<ErrorKind> = new Set(['rateLimit', 'overloaded']);
/** Kinds in which the request is to blame, or a field of it. */
const REFUSING: ReadonlySet<ErrorKind> = new Set(['badRequest', 'contextLength']);
/** More than a limit ever lets through at once: when that limit is reset is of no use. */
const NEVER_FITS = /\brequest (?:body )?(?:is )?too large\b/i;

/** A fault as the coded error that it means, with everything that is known of it. */
export function codedError(fault: Fault, { status, headers, sent, cause }: Origin): SwitchyardError {
  const inBand = status === undefined;
  const kind = kindOf(fault, status ?? fault.status, inBand);
  const refused = sent && REFUSING.has(kind) ? refusedField(fault, sent) : undefined;
  const isLimited = PASSING.has(kind) && !NEVER_FITS.test(fault.words);
  return new SwitchyardError(kind, fault.message, {
    status: status ?? fault.status,
    code: codeOf(fault.names),
    requestId: fault.requestId ?? (headers && requestIdOf(headers)),
    retryAfterMs: retryAfterMs(fault, headers, isLimited),
    refusedField: refused,
    refusedValue: sent && refused !== undefined && !isRefusedForever(fault, refused, sent) ? true : undefined,
    maxOutputTokens: kind === 'badRequest' ? maxOutputTokensIn(fault.words) : undefined,
    contextWindow: kind === 'contextLength' ? contextWindowIn(fault) : undefined,
    cause,
  });
}

/** Names that say nothing. */
const VAGUE =
  /^(?:invalid_?request(?:_?error)?|api_?error|unknown_?error|bad_?request(?:_?error)?|invalid_?argument)$/i;

function codeOf(names: readonly string[]): string | undefined {
  return names.find((name) => meaningOf(name) !== undefined) ?? names.find((name) => !VAGUE.test(name)) ?? names[0];
}
