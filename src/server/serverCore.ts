import type { Setup } from '../core/routing/setup.ts';
import type { AttemptTools } from '../core/strategies/attemptTools.ts';

/** What the server has of the core around it: the same keys, routing, budget and ledger as everything else there. */
export interface ServerCore {
  /** What routing depends on now, knowing these models too where their providers are set up. */
  setupFor(models: readonly string[]): Setup;
  readonly tools: AttemptTools;
}
