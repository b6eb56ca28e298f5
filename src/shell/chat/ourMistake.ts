import * as vscode from 'vscode';
import type { ErrorEvent } from '../../core/chat/chatEvent.ts';
import type { Logger } from '../../core/ports/logger.ts';

/** A bug of ours ends an answer: said plainly, with its trace in the log, and nothing is lost. */
export function ourMistake(error: unknown, logger: Logger): ErrorEvent {
  logger.error(`a request ended with a bug: ${error instanceof Error ? error.stack : String(error)}`);
  const message = vscode.l10n.t('Switchyard made a mistake; the log says more');
  return {
    type: 'error',
    error: { kind: 'protocol', message, attempts: [] },
    usage: null,
    costUsd: null,
    estimated: false,
  };
}
