import * as vscode from 'vscode';
import { type ErrorKind, SwitchyardError } from '../../core/chat/errors.ts';
import { faultIn } from '../../providers/faults/faultIn.ts';

/** `LanguageModelError`'s codes; any other error is told apart by its words. */
const KINDS: Readonly<Record<string, ErrorKind>> = {
  [vscode.LanguageModelError.NoPermissions.name]: 'auth',
  [vscode.LanguageModelError.Blocked.name]: 'quota',
  [vscode.LanguageModelError.NotFound.name]: 'modelNotFound',
};

/** Whatever a model of the editor threw, as a coded error; the first line of its words, without a stack. */
export function toError(error: unknown): SwitchyardError {
  if (SwitchyardError.is(error)) return error;
  if (error instanceof vscode.CancellationError) return SwitchyardError.cancelled();
  const words = wordsOf(error);
  const [message = ''] = words.trim().split('\n');
  const code = error instanceof vscode.LanguageModelError ? error.code : undefined;
  const kind = code === undefined ? undefined : KINDS[code];
  if (kind !== undefined) return new SwitchyardError(kind, message || code || '', { code, cause: error });
  const fault = faultIn({ error: { message: message || 'Error' } });
  return new SwitchyardError(fault?.kind ?? 'server', fault?.message ?? message, { cause: error });
}

/** An unspecified error of the model itself is the cause of the editor's, and may have crossed as plain data. */
function wordsOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return String(error);
  const { cause, message } = error as { cause?: unknown; message?: unknown };
  if (typeof cause === 'object' && cause !== null) return wordsOf(cause);
  // The workbench rejects with a bare event where it cannot read a picture.
  return typeof message === 'string' ? message : '';
}
