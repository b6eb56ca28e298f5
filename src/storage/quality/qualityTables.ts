import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Evidence, JudgedAnswer, Learnt } from '../../core/ports/qualityStore.ts';
import { type Judgement, judged } from '../../core/quality/judgement.ts';
import { keyOf, learntOf, type ModelAtTask } from '../../core/quality/learntOf.ts';
import { isSign, type Sign } from '../../core/quality/signs.ts';
import { decayedTo, NOTHING, type Tally, withOutcome } from '../../core/quality/tally.ts';
import { inTransaction } from '../inTransaction.ts';
import {
  EVERYWHERE,
  FORGET_ANSWERS,
  FORGET_TALLIES,
  PRUNE_ANSWERS,
  PRUNE_TALLIES,
  PUT_ANSWER,
  PUT_TALLY,
  READ_ANSWER,
  READ_SIGNS,
  READ_TALLIES,
  READ_TALLY,
} from './qualitySchema.ts';

const DAY_MS = 86_400_000;
/** No sign of an answer is expected after this time, nor does what it showed stand in a report. */
const ANSWERS_KEPT_MS = 180 * DAY_MS;
/** Of a tally that was so long not added to nothing is left. */
const TALLIES_KEPT_MS = 720 * DAY_MS;

interface AnswerRow extends ModelAtTask {
  readonly workspace: string;
  readonly lean: number | null;
  readonly vote: number | null;
  readonly since: number;
  readonly signs: string;
}

/** What is kept of answers and models, one statement or transaction at a time. Everything here may throw. */
export class QualityTables {
  readonly #db: DatabaseSync;
  readonly #version: StatementSync;
  readonly #readAnswer: StatementSync;
  readonly #putAnswer: StatementSync;
  readonly #readTally: StatementSync;
  readonly #putTally: StatementSync;
  readonly #readTallies: StatementSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.#version = db.prepare('PRAGMA data_version');
    this.#readAnswer = db.prepare(READ_ANSWER);
    this.#putAnswer = db.prepare(PUT_ANSWER);
    this.#readTally = db.prepare(READ_TALLY);
    this.#putTally = db.prepare(PUT_TALLY);
    this.#readTallies = db.prepare(READ_TALLIES);
  }

  /** Changes with every write of another connection, not with our own. */
  version(): number {
    return (this.#version.get() as { data_version: number }).data_version;
  }

  tallies(workspace: string): Map<string, ModelAtTask & Tally> {
    const rows = this.#readTallies.all(workspace) as unknown as (ModelAtTask & Tally)[];
    return new Map(rows.map((row) => [keyOf(row), row]));
  }

  learnt(workspace: string, now: number): Learnt[] {
    const rows = this.#db.prepare(READ_SIGNS).all({ workspace }) as unknown as AnswerRow[];
    const answers = rows.map(({ model, task, signs }) => ({ model, task, signs: signsIn(signs) }));
    return learntOf([...this.tallies(workspace).values()], answers, now);
  }

  /** Adds a sign to its answer, and what it changes to the tallies of its workspace and of all. */
  note(answer: JudgedAnswer, sign: Sign, workspace: string, now: number): void {
    inTransaction(this.#db, () => {
      const row = this.#readAnswer.get(answer.requestId) as AnswerRow | undefined;
      if (row === undefined && sign === 'unvoted') return;
      const { judgement, change } = judged(row && judgementIn(row), sign, now);
      const kept = row ?? { ...answer, workspace };
      const { standing, since, signs } = judgement;
      const { lean, vote } = standing;
      this.#putAnswer.run(answer.requestId, kept.workspace, kept.task, kept.model, lean, vote, since, signs.join(' '));
      for (const each of [kept.workspace, EVERYWHERE]) this.#add(each, kept, change, now);
      this.#db.prepare(PRUNE_ANSWERS).run(now - ANSWERS_KEPT_MS);
      this.#db.prepare(PRUNE_TALLIES).run(now - TALLIES_KEPT_MS);
    });
  }

  /** A workspace's tallies and answers go, and its share in those of all. */
  forget(workspace: string, now: number): void {
    inTransaction(this.#db, () => {
      for (const tally of this.tallies(workspace).values()) {
        const { good, bad } = decayedTo(tally, now);
        this.#add(EVERYWHERE, tally, { good: -good, bad: -bad }, now);
      }
      this.#db.prepare(FORGET_TALLIES).run({ workspace });
      this.#db.prepare(FORGET_ANSWERS).run({ workspace });
    });
  }

  #add(workspace: string, { task, model }: ModelAtTask, change: Evidence, now: number): void {
    const before = this.#readTally.get(workspace, task, model) as Tally | undefined;
    const { good, bad } = withOutcome(before ?? NOTHING, change, now);
    this.#putTally.run(workspace, task, model, good, bad, now);
  }
}

function judgementIn({ lean, vote, since, signs }: AnswerRow): Judgement {
  return { standing: { lean, vote }, since, signs: signsIn(signs) };
}

function signsIn(words: string): Sign[] {
  return words.split(' ').filter(isSign);
}
