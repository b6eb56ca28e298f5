import { SwitchyardError } from '../../src/core/chat/errors.ts';
import { usageOf } from '../../src/core/chat/usage.ts';
import type { Keys } from '../../src/core/ports/keys.ts';
import type { ProviderEvent } from '../../src/core/ports/provider.ts';

/** Keys bound to provider and origin, as both shells keep them. */
export function keysOf(table: Readonly<Record<string, string>>): Keys {
  return {
    key: async (id, origin) => table[`${id} ${origin}`],
    secret: async (name, id, origin) => table[`${id} ${origin} ${name}`],
  };
}

/** Events as lines; the pieces of a text are joined, so that the cut of its packets does not matter. */
export function lines(events: readonly ProviderEvent[]): string[] {
  const log: string[] = [];
  let run = { type: '', text: '' };
  const endRun = () => {
    if (run.type !== '') log.push(`${run.type} ${JSON.stringify(run.text)}`);
    run = { type: '', text: '' };
  };
  for (const event of events) {
    // What the vendor says besides is looked at where it matters.
    if (event.type === 'details' || event.type === 'verbatim') continue;
    if (event.type === 'text' || event.type === 'reasoning') {
      if (event.type !== run.type) endRun();
      run = { type: event.type, text: run.text + event.delta };
      continue;
    }
    endRun();
    log.push(line(event));
  }
  endRun();
  return log;
}

function line(event: Exclude<ProviderEvent, { type: 'text' | 'reasoning' | 'details' | 'verbatim' }>): string {
  switch (event.type) {
    case 'toolCall':
      return `toolCall ${event.index} ${event.id} ${event.name} ${event.argumentsDelta}`;
    case 'usage': {
      const { inputTokens, cachedInputTokens, outputTokens, reasoningTokens } = usageOf(event.usage);
      return `usage ${inputTokens} (${cachedInputTokens} cached) + ${outputTokens} (${reasoningTokens} reasoning)`;
    }
    case 'fault':
      return errorLine(event.error);
    case 'finish':
      return `finish ${event.reason}`;
  }
}

/** A coded error in one line; anything else is a bug and thrown on. */
export function errorLine(error: unknown): string {
  if (!SwitchyardError.is(error)) throw error;
  const status = error.status === undefined ? '' : ` ${error.status}`;
  const retry = error.retryAfterMs === undefined ? '' : `, retry after ${error.retryAfterMs} ms`;
  return `${error.kind}${status}: ${error.message}${retry}`;
}
