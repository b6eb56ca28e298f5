import { vendorOf } from '../config/vendorOf.ts';
import { alertWords } from '../core/alerts/alertWords.ts';
import type { Ailment } from '../core/resilience/breaker.ts';
import { PRESETS } from '../providers/presets.ts';
import { AlertWatch } from '../storage/alerts/alertWatch.ts';
import type { CliEngine } from './cliEngine.ts';
import { keyVariable } from './envKeys.ts';

/**
 * Tells a running server's terminal, a line each, of what only its owner can mend and of models that left their usual
 * range: names and figures, never a text or a key. Returns what ends it.
 */
export function tellNotices(engine: CliEngine, tell: (line: string) => void): () => void {
  const { ledger, notices, team, tools, log } = engine;
  const stop = tools.breaker.onOpen((ailment) => {
    const words = noticeWords(ailment, engine);
    if (words !== undefined) tell(words);
  });
  const watch = new AlertWatch({
    ...{ ledger, logger: log, clock: tools.clock },
    // Apart from the editor's windows: who looks at those need not look at this terminal.
    notices: { tellOnce: (key, everyMs, now) => notices.tellOnce(`serve ${key}`, everyMs, now) },
    tell: (model, unusual) => {
      const text = alertWords(model, unusual);
      tell(text);
      team.tell({ type: 'alert', text });
    },
  });
  return () => {
    stop();
    watch.dispose();
  };
}

function noticeWords({ kind, id }: Ailment, { setup }: CliEngine): string | undefined {
  switch (kind) {
    case 'auth':
      return `${id} does not accept its key: its models are asked last. Put a key that is good into ${keyVariable(id)} and start serve again.`;
    case 'quota': {
      const provider = setup.providers.get(id);
      const page = provider && vendorOf(provider, PRESETS)?.billingUrl;
      const where = page === undefined ? '' : ` Credit is added at ${page}`;
      return `${id} is out of credit: its models are asked last, and tried again now and then.${where}`;
    }
    case 'modelNotFound':
      return `${id} does not exist at its provider: it is asked last. Its provider's other models are not concerned.`;
    default:
      return undefined;
  }
}
