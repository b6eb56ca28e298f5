import { randomUUID } from 'node:crypto';
import type { DoneEvent, ErrorEvent } from '../../core/chat/chatEvent.ts';
import type { Task } from '../../core/chat/task.ts';
import type { DrillHit } from '../../core/drill/drill.ts';
import { drillRequest, type UsualTarget, usualTargets } from '../../core/drill/drillQuestions.ts';
import type { AttemptRow } from '../../core/ports/ledger.ts';
import { routeChat } from '../../core/routing/routeChat.ts';
import type { Engine } from '../engine.ts';

/** What a task got while its usual model was down: an answer, or why there was none. */
export interface DrilledTask extends UsualTarget {
  readonly got?: Pick<DoneEvent, 'model' | 'costUsd' | 'latency'>;
  /** What others said who were asked; empty where the drill took everybody down. */
  readonly failure?: string;
}

/** A question of the reader's own that met the drill, and the attempt that answered it. */
export interface MetQuestion {
  readonly hit: DrillHit;
  readonly answer: AttemptRow | undefined;
}

/** How a drill went. */
export interface DrillOutcome {
  readonly target: string;
  /** No other provider is ready to answer than one. */
  readonly isAlone: boolean;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly endedAt: number;
  readonly tasks: readonly DrilledTask[];
  readonly met: readonly MetQuestion[];
}

interface Watch {
  readonly signal: AbortSignal;
  /** Told before each task that is asked. */
  readonly onTask: (task: Task) => void;
  /** Every task was asked. */
  readonly onWait: () => void;
}

/**
 * Takes a provider or model down for so long or until the signal stops it, asks one small question of each task that would
 * go there, as far as the time goes, and notes what the reader's own questions got. No other window sees any of it.
 */
export async function runDrill(
  engine: Engine,
  target: string,
  forMs: number,
  { signal, onTask, onWait }: Watch,
): Promise<DrillOutcome> {
  const { drill } = engine;
  const { clock } = engine.tools;
  const startedAt = clock.now();
  const rows: AttemptRow[] = [];
  const unsubscribe = engine.ledger.onChange((row) => rows.push(row));
  const end = new AbortController();
  const cancel = clock.schedule(forMs, () => end.abort());
  const stop = () => end.abort();
  signal.addEventListener('abort', stop);
  const over = new Promise<void>((resolve) => end.signal.addEventListener('abort', () => resolve(), { once: true }));
  if (signal.aborted) stop();
  drill.start(target, forMs);
  try {
    const tasks: DrilledTask[] = [];
    const own = new Set<string>();
    for (const usual of await usualTargets(engine.setup, engine.tools, drill)) {
      if (!usual.down || end.signal.aborted) {
        tasks.push(usual);
        continue;
      }
      onTask(usual.task);
      const id = randomUUID();
      own.add(id);
      const came = await askTask(engine, id, usual.task, end.signal);
      // When the drill is over, what it took down is up again: an answer from then on shows nothing.
      tasks.push(end.signal.aborted ? usual : { ...usual, ...came });
    }
    onWait();
    await over;
    const met = drill.stop().filter(({ requestId }) => !own.has(requestId));
    const ready = [...engine.setup.providers.values()].filter((provider) => provider.ready);
    const isAlone = ready.length === 1;
    return { target, isAlone, startedAt, endedAt: clock.now(), tasks, met: met.map((hit) => metQuestion(hit, rows)) };
  } finally {
    cancel();
    signal.removeEventListener('abort', stop);
    drill.stop();
    unsubscribe();
  }
}

async function askTask(
  engine: Engine,
  id: string,
  task: Task,
  signal: AbortSignal,
): Promise<Pick<DrilledTask, 'got' | 'failure'>> {
  for await (const event of routeChat(drillRequest(id, task, engine.setup), engine.setup, engine.tools, signal)) {
    if (event.type === 'error') return { failure: failureOf(event, engine.drill.hitsOf(id)) };
    if (event.type === 'done') return { got: event };
  }
  return {};
}

/** What stood in the way beside the drill. */
function failureOf({ error }: ErrorEvent, hits: readonly DrillHit[]): string {
  const down = new Set(hits.map(({ model }) => model));
  const others = error.attempts.filter(({ model }) => !down.has(model));
  return hits.length === 0 ? error.message : others.map(({ model, message }) => `${model}: ${message}`).join('; ');
}

function metQuestion(hit: DrillHit, rows: readonly AttemptRow[]): MetQuestion {
  const answer = rows.findLast(({ requestId, outcome }) => requestId === hit.requestId && outcome === 'ok');
  return { hit, answer };
}
