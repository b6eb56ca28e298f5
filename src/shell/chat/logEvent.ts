import type { ChatEvent } from '../../core/chat/chatEvent.ts';
import type { Logger } from '../../core/ports/logger.ts';

/** When each answer's model was asked. */
const askedAt = new Map<string, number>();

/** What the log says of an answer's way, without a word of it. */
export function logEvent(logger: Logger, id: string, event: ChatEvent): void {
  const short = id.slice(0, 8);
  const now = performance.now();
  const lostMs = Math.round(now - (askedAt.get(id) ?? now));
  if (event.type === 'attempt' && event.checking === undefined && event.verdicts === undefined) askedAt.set(id, now);
  else if (event.type === 'done' || event.type === 'error') askedAt.delete(id);
  if (event.type === 'decision') {
    const targets = event.targets.map((target) => target.model).join(' → ') || 'nobody';
    logger.info(`${short} ${event.task}, ${event.difficulty}: ${targets}`);
    for (const { model, reason } of event.rejected) logger.info(`${short} not ${model}: ${reason}`);
  } else if (event.type === 'fallback') {
    logger.warn(
      `${short} ${event.from} failed (${event.error.kind} ${event.error.status ?? ''}) after ${event.afterCharacters} characters and ${lostMs} ms, now ${event.to}`,
    );
  } else if (event.type === 'attempt') {
    if (event.waitsFor !== undefined) logger.info(`${short} ${event.model}: ${event.waitsFor}`);
    for (const { check, passed, score } of event.verdicts ?? []) {
      logger.info(`${short} ${event.model}: ${check} ${passed ? 'passed' : 'failed'} (${score.toFixed(2)})`);
    }
  } else if (event.type === 'done') {
    logger.info(
      `${short} ${event.model} answered in ${Math.round(event.latency.totalMs)} ms, ${event.attempts} attempt(s)`,
    );
  } else if (event.type === 'error') {
    logger.warn(`${short} failed: ${event.error.kind}`);
  }
}
