import type { Sample, Unusual } from '../../core/alerts/sample.ts';
import { unusual } from '../../core/alerts/usualRange.ts';
import type { RequestSource } from '../../core/chat/chatRequest.ts';
import type { ErrorKind } from '../../core/chat/errors.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { AttemptRow } from '../../core/ports/ledger.ts';
import type { Logger } from '../../core/ports/logger.ts';
import type { Notices } from '../../core/ports/notices.ts';
import { isSign, rowOf } from '../../core/quality/signs.ts';
import type { LedgerStore } from '../ledgerStore.ts';
import { reasonOf } from '../storageTrouble.ts';

const DAY_MS = 86_400_000;
const KNOWN_MS = 16 * DAY_MS;
/** A model is looked at so often at most, and this soon after a request of it. */
const LOOK_EVERY_MS = 15_000;
const SOON_MS = 500;

/** What tries a model out, as a fire drill does, says nothing of how it usually is. */
const TRIALS: ReadonlySet<RequestSource> = new Set(['test', 'bench', 'fireDrill']);
/** The request was at fault, not the model. */
const OURS: ReadonlySet<ErrorKind> = new Set<ErrorKind>([
  'badRequest',
  'contextLength',
  'contentFilter',
  'privacy',
  'budget',
  'noTarget',
  'cancelled',
]);

interface Parts {
  readonly ledger: Pick<LedgerStore, 'modelSince' | 'feedbackSince' | 'onChange'>;
  readonly notices: Notices;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Called once a day for a model and a measure, in one of all windows. */
  readonly tell: (model: string, unusual: Unusual) => void;
}

/** Looks after each request, when nobody waits, whether its model has left its usual range. */
export class AlertWatch {
  readonly #parts: Parts;
  readonly #stop: () => void;
  readonly #waiting = new Map<string, () => void>();
  readonly #looked = new Map<string, number>();

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#stop = parts.ledger.onChange((row) => this.#see(row));
  }

  dispose(): void {
    this.#stop();
    for (const cancel of this.#waiting.values()) cancel();
  }

  #see({ model, source }: AttemptRow): void {
    if (TRIALS.has(source) || this.#waiting.has(model)) return;
    const { clock } = this.#parts;
    const rest = (this.#looked.get(model) ?? Number.NEGATIVE_INFINITY) + LOOK_EVERY_MS - clock.monotonic();
    this.#waiting.set(
      model,
      clock.schedule(Math.max(SOON_MS, rest), () => this.#look(model)),
    );
  }

  #look(model: string): void {
    const { ledger, notices, clock, logger, tell } = this.#parts;
    this.#waiting.delete(model);
    this.#looked.set(model, clock.monotonic());
    try {
      const now = clock.now();
      for (const found of unusual(samplesOf(ledger, model, now), now)) {
        if (notices.tellOnce(`alert ${found.metric} ${model}`, DAY_MS, now)) tell(model, found);
      }
    } catch (error) {
      logger.warn(`the usual range of ${model} is not known: ${reasonOf(error)}`);
    }
  }
}

/** A model's requests of the last weeks, oldest first. */
function samplesOf(ledger: Parts['ledger'], model: string, now: number): Sample[] {
  const since = now - KNOWN_MS;
  const redone = new Set(
    ledger
      .feedbackSince(since)
      .filter(({ feedback }) => isSign(feedback) && rowOf(feedback).countsAs === 'redone')
      .map(({ requestId }) => requestId),
  );
  return ledger
    .modelSince(model, since, now)
    .filter(({ source }) => !TRIALS.has(source))
    .map(({ requestId, startedAt, source, outcome, firstTokenMs, totalMs, costNano }) => {
      const isAnswer = outcome === 'ok';
      return {
        at: startedAt,
        failed: isAnswer ? false : OURS.has(outcome) ? null : true,
        firstTokenMs: isAnswer ? firstTokenMs : null,
        totalMs: isAnswer ? totalMs : null,
        costNano: isAnswer ? costNano : null,
        redone: isAnswer && source === 'panel' ? redone.has(requestId) : null,
      };
    });
}
