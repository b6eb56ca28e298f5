import type { SwitchyardError } from '../../core/chat/errors.ts';
import { codedError } from './codedError.ts';
import { readFault } from './readFault.ts';

/** What is looked at in every value of an answer, few as they are: there may be thousands a second. */
interface Value {
  readonly error?: unknown;
  readonly type?: unknown;
  readonly object?: unknown;
  readonly status?: unknown;
  readonly message?: unknown;
  readonly detail?: unknown;
  readonly code?: unknown;
  readonly choices?: readonly ({ readonly error?: unknown } | null | undefined)[] | null;
  readonly candidates?: unknown;
  readonly base_resp?: { readonly status_code?: unknown } | null;
}

/**
 * The error that stands in a JSON value of an answer of status 200, a chunk or a whole body of any dialect; undefined
 * for an ordinary value. Never of a kind that blames the request: the vendor had accepted it. Never throws.
 */
export function faultIn(value: unknown): SwitchyardError | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  // Gemini without server-sent events.
  const source = Array.isArray(value) ? value.find(isFaultyElement) : faultySource(value);
  return source === undefined ? undefined : codedError(readFault(source), {});
}

/** The part that tells of the fault, if there is one; what is common is told first. */
function faultySource(value: Value): unknown {
  if (value.error && isFilled(value.error)) return value;
  const { choices } = value;
  if (Array.isArray(choices)) {
    const error = choices[0]?.error;
    if (error && isFilled(error)) return { error };
    return refusedByMiniMax(value) ? value : undefined;
  }
  return isFaulty(value) ? value : undefined;
}

function isFaultyElement(element: unknown): boolean {
  return typeof element === 'object' && element !== null && faultySource(element) !== undefined;
}

function isFaulty(value: Value): boolean {
  const { type, message } = value;
  // Anthropic and OpenAI's Responses; vLLM, Mistral and Cerebras put theirs at the root.
  if (type === 'error' || type === 'response.failed' || value.object === 'error') return true;
  if (value.object === 'response') return value.status === 'failed';
  if (typeof type === 'string') return typeof message === 'string' && message !== '';
  if (value.candidates !== undefined) return false;
  if (refusedByMiniMax(value)) return true;
  const words = message ?? value.detail;
  return typeof words === 'string' && words !== '' && !isSuccess(value.code);
}

/** platform.minimax.io/docs/api-reference/errorcode: its errors come with status 200. */
function refusedByMiniMax({ base_resp }: Value): boolean {
  return Boolean(base_resp?.status_code);
}

/** Chinese gateways say `{code: 0, message: "success"}` of what went well. */
function isSuccess(code: unknown): boolean {
  return code === 0 || code === 200 || code === '0' || code === '200';
}

/** Whether an `error` says anything: some send `{}`, `{code: null, message: ""}` or `[]` with every chunk. */
function isFilled(error: unknown): boolean {
  if (typeof error === 'string') return error.trim() !== '';
  return typeof error === 'object' && error !== null ? Object.values(error).some(Boolean) : Boolean(error);
}
