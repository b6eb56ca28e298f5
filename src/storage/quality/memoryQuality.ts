import type { Task } from '../../core/chat/task.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Evidence, JudgedAnswer, Learnt, LearntWhere } from '../../core/ports/qualityStore.ts';
import { backed } from '../../core/quality/backed.ts';
import { type Judgement, judged } from '../../core/quality/judgement.ts';
import { keyOf, learntOf, type ModelAtTask } from '../../core/quality/learntOf.ts';
import type { Sign } from '../../core/quality/signs.ts';
import { decayedTo, NOTHING, type Tally, withOutcome } from '../../core/quality/tally.ts';
import type { QualityFile } from './qualityFile.ts';

type Tallies = ReadonlyMap<string, Tally & ModelAtTask>;

interface Known {
  readonly answer: JudgedAnswer;
  readonly judgement: Judgement;
}

/** What this process learns of its one workspace, on top of what was known: for tests, and where there is no file. */
export class MemoryQuality implements QualityFile {
  readonly #now: Clock['now'];
  readonly #answers = new Map<string, Known>();
  readonly #here: Map<string, Tally & ModelAtTask>;
  readonly #everywhere: Map<string, Tally & ModelAtTask>;

  constructor(
    now: Clock['now'],
    known: { readonly here: Tallies; readonly everywhere: Tallies } = { here: new Map(), everywhere: new Map() },
  ) {
    this.#now = now;
    this.#here = new Map(known.here);
    this.#everywhere = new Map(known.everywhere);
  }

  /** Its workspace is its process's. */
  follow(): void {}

  evidence(model: string, task: Task): Evidence {
    const key = keyOf({ model, task });
    const now = this.#now();
    const [here, everywhere] = [this.#here.get(key) ?? NOTHING, this.#everywhere.get(key) ?? NOTHING];
    return backed(decayedTo(here, now), decayedTo(everywhere, now));
  }

  note(answer: JudgedAnswer, sign: Sign): void {
    const now = this.#now();
    const known = this.#answers.get(answer.requestId);
    if (known === undefined && sign === 'unvoted') return;
    const { judgement, change } = judged(known?.judgement, sign, now);
    const { answer: asKept } = known ?? { answer };
    this.#answers.set(answer.requestId, { answer: asKept, judgement });
    const { model, task } = asKept;
    const key = keyOf(asKept);
    for (const tallies of [this.#here, this.#everywhere]) {
      tallies.set(key, { model, task, ...withOutcome(tallies.get(key) ?? NOTHING, change, now) });
    }
  }

  learnt(where: LearntWhere): Learnt[] {
    const tallies = where === 'here' ? this.#here : this.#everywhere;
    const answers = [...this.#answers.values()].map(({ answer, judgement: { signs } }) => ({ ...answer, signs }));
    return learntOf([...tallies.values()], answers, this.#now());
  }

  forget(where: LearntWhere): void {
    this.#answers.clear();
    if (where === 'everywhere') this.#everywhere.clear();
    const now = this.#now();
    for (const [key, tally] of this.#here) {
      const { good, bad } = decayedTo(tally, now);
      const all = this.#everywhere.get(key);
      if (all !== undefined) {
        this.#everywhere.set(key, { ...all, ...withOutcome(all, { good: -good, bad: -bad }, now) });
      }
    }
    this.#here.clear();
  }
}
