import type { Clock } from '../../core/ports/clock.ts';
import type { Ledger } from '../../core/ports/ledger.ts';
import type { QualityBook } from '../../core/ports/qualityStore.ts';
import type { Sign } from '../../core/quality/signs.ts';
import type { Answer } from '../../protocol/answer.ts';

/** An answer that may show whether it was any good: a chat's, or one that was asked for outside of it. */
export interface SignedAnswer {
  readonly role: 'assistant';
  readonly id: string;
  readonly answer: Pick<Answer, 'text' | 'decision' | 'done' | 'attempts'>;
}

/** Where the signs of answers go: the ledger has each of them, and what is learnt of their models changes with them. */
export class SignKeeper {
  readonly #ledger: Pick<Ledger, 'feedback'>;
  readonly #quality: Pick<QualityBook, 'note'>;
  readonly #now: Clock['now'];

  constructor(ledger: Pick<Ledger, 'feedback'>, quality: Pick<QualityBook, 'note'>, now: Clock['now']) {
    this.#ledger = ledger;
    this.#quality = quality;
    this.#now = now;
  }

  /** An answer gave a sign; `reason`: in its reader's words. Of one without words nothing is learnt but that it came to nothing. */
  note(turn: SignedAnswer | { readonly role: 'user' } | undefined, sign: Sign, reason?: string): void {
    if (turn?.role !== 'assistant') return;
    this.#ledger.feedback(turn.id, sign, this.#now(), reason);
    const { text, decision, done, attempts } = turn.answer;
    const model = done?.model ?? attempts.at(-1)?.model;
    if (text === '' || decision === undefined || model === undefined) return;
    this.#quality.note({ requestId: turn.id, model, task: decision.task }, sign);
  }
}
