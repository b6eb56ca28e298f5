import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { Task } from '../../core/chat/task.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Logger } from '../../core/ports/logger.ts';
import type { Evidence, JudgedAnswer, Learnt, LearntWhere } from '../../core/ports/qualityStore.ts';
import { backed } from '../../core/quality/backed.ts';
import { keyOf, type ModelAtTask } from '../../core/quality/learntOf.ts';
import type { Sign } from '../../core/quality/signs.ts';
import { decayedTo, NOTHING, type Tally } from '../../core/quality/tally.ts';
import type { SeeDamage } from '../damageWatch.ts';
import { isBusy } from '../isBusy.ts';
import { LaterWrites } from '../limits/laterWrites.ts';
import { reasonOf } from '../storageTrouble.ts';
import { MemoryQuality } from './memoryQuality.ts';
import type { QualityFile } from './qualityFile.ts';
import { EVERYWHERE } from './qualitySchema.ts';
import { QualityTables } from './qualityTables.ts';

/** What other windows learn is seen this soon. */
const FRESH_MS = 1000;
/** In this time outcomes decay by less than a thousandth. */
const AS_GOOD_AS_NOW_MS = 3_600_000;
const NO_EVIDENCE: Evidence = { good: 0, bad: 0 };

type Tallies = ReadonlyMap<string, ModelAtTask & Tally>;

interface Known {
  readonly version: number;
  readonly workspace: string;
  readonly here: Tallies;
  readonly everywhere: Tallies;
  /** When it was read: what of it was weighed counts as at that moment. */
  readonly at: number;
  readonly weighed: Map<Task, Map<string, Evidence>>;
}

/**
 * What was learnt, in the ledger's file, for all windows. Decisions read tallies that are held in memory and looked after
 * once a second; each sign changes them in one transaction. A file that fails leaves this process what it knew.
 */
export class SqliteQuality implements QualityFile {
  readonly #tables: QualityTables;
  readonly #logger: Logger;
  readonly #seeDamage: SeeDamage;
  readonly #now: Clock['now'];
  readonly #later = new LaterWrites((error) => this.#giveUp(error));
  #folders: () => string = () => '';
  #workspace = { folders: '', id: '' };
  #known: Known | undefined;
  #lookedAt = Number.NEGATIVE_INFINITY;
  /** Instead of the file, once it has failed. */
  #own: MemoryQuality | undefined;

  constructor(db: DatabaseSync, logger: Logger, seeDamage: SeeDamage, now: Clock['now']) {
    this.#tables = new QualityTables(db);
    this.#logger = logger;
    this.#seeDamage = seeDamage;
    this.#now = now;
  }

  follow(folders: () => string): void {
    this.#folders = folders;
  }

  evidence(model: string, task: Task): Evidence {
    const known = this.#look();
    if (this.#own !== undefined) return this.#own.evidence(model, task);
    if (known === undefined) return NO_EVIDENCE;
    const ofTask = known.weighed.get(task) ?? new Map<string, Evidence>();
    known.weighed.set(task, ofTask);
    const evidence = ofTask.get(model) ?? weigh(known, { model, task });
    ofTask.set(model, evidence);
    return evidence;
  }

  note(answer: JudgedAnswer, sign: Sign): void {
    const [now, workspace] = [Math.round(this.#now()), this.#here()];
    this.#write(
      () => this.#tables.note(answer, sign, workspace, now),
      (own) => own.note(answer, sign),
    );
  }

  learnt(where: LearntWhere): Learnt[] {
    if (this.#own !== undefined) return this.#own.learnt(where);
    try {
      return this.#tables.learnt(where === 'here' ? this.#here() : EVERYWHERE, this.#now());
    } catch (error) {
      return isBusy(error) ? [] : this.#giveUp(error).learnt(where);
    }
  }

  forget(where: LearntWhere): void {
    const [now, workspace] = [Math.round(this.#now()), where === 'here' ? this.#here() : EVERYWHERE];
    this.#write(
      () => this.#tables.forget(workspace, now),
      (own) => own.forget(where),
    );
  }

  /** At once or, while another window writes, a little later. */
  #write(write: () => void, instead: (own: MemoryQuality) => void): void {
    this.#later.write(() => {
      try {
        if (this.#own === undefined) write();
        else instead(this.#own);
        this.#known = undefined;
      } catch (error) {
        if (isBusy(error)) throw error;
        instead(this.#giveUp(error));
      }
    });
  }

  #look(): Known | undefined {
    if (this.#own !== undefined) return this.#known;
    const [clock, at] = [performance.now(), this.#now()];
    const isDecayed = this.#known !== undefined && Math.abs(at - this.#known.at) > AS_GOOD_AS_NOW_MS;
    if (this.#known !== undefined && clock - this.#lookedAt < FRESH_MS && !isDecayed) return this.#known;
    this.#lookedAt = clock;
    try {
      const [version, workspace] = [this.#tables.version(), this.#here()];
      if (this.#known?.version === version && this.#known.workspace === workspace && !isDecayed) return this.#known;
      const [here, everywhere] = [this.#tables.tallies(workspace), this.#tables.tallies(EVERYWHERE)];
      this.#known = { version, workspace, here, everywhere, at, weighed: new Map() };
    } catch (error) {
      if (!isBusy(error)) this.#giveUp(error);
    }
    return this.#known;
  }

  /** The workspace by a hash: nobody who sees the file, or an export, learns from it what a folder is called. */
  #here(): string {
    const folders = this.#folders();
    if (folders !== this.#workspace.folders) {
      const id = folders === '' ? '' : createHash('sha256').update(folders).digest('hex').slice(0, 16);
      this.#workspace = { folders, id };
    }
    return this.#workspace.id;
  }

  /** From now on this process remembers for itself. */
  #giveUp(error: unknown): MemoryQuality {
    if (this.#own === undefined) {
      this.#seeDamage(error);
      // A window that closes learns nothing more.
      if ((error as { code?: unknown }).code !== 'ERR_INVALID_STATE') {
        this.#logger.warn(`what is learnt of models is no longer kept: ${reasonOf(error)}`);
      }
      this.#own = new MemoryQuality(this.#now, this.#known);
    }
    return this.#own;
  }
}

function weigh({ here, everywhere, at }: Known, which: ModelAtTask): Evidence {
  const key = keyOf(which);
  return backed(decayedTo(here.get(key) ?? NOTHING, at), decayedTo(everywhere.get(key) ?? NOTHING, at));
}
