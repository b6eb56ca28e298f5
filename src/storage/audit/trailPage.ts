import { setImmediate as nextTurn } from 'node:timers/promises';
import { type TRAIL_CHOICES, trailOutcome } from '../../core/audit/trailOutcome.ts';
import type { AuditRecord, AuditStore } from './auditStore.ts';
import { failedWith } from './failedWith.ts';

/** So many records are read at a time, so that nothing else waits long. */
const AT_ONCE = 200;
/** One page looks at no more: whoever reads is told how far it came, and asks on. */
const MOST_LOOKED_AT = 3000;

/** Which requests of the trail are wanted; null and an empty text do not narrow. */
export interface TrailFilter {
  /** Words that must all occur in what is shown of a request, its kept texts left out. */
  readonly text: string;
  /** Only requests that asked this model, or were answered by it. */
  readonly model: string | null;
  readonly task: string | null;
  readonly outcome: (typeof TRAIL_CHOICES)[number] | null;
  readonly conversationId: string | null;
}

type Numbered = ReturnType<AuditStore['list']>[number];

/** A page of the trail, the newest first, without texts. `next` is where the next one begins; null at the end of the trail. */
export async function trailPage(
  audit: Pick<AuditStore, 'list'>,
  filter: TrailFilter,
  { before, limit }: { readonly before: number | null; readonly limit: number },
): Promise<{ readonly records: readonly Numbered[]; readonly next: number | null }> {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  const records: Numbered[] = [];
  let next = before;
  for (let lookedAt = 0; lookedAt < MOST_LOOKED_AT; ) {
    const some = audit.list({ limit: AT_ONCE, withoutTexts: true, ...(next === null ? {} : { before: next }) });
    for (const record of some) {
      next = record.number;
      if (isWanted(record, filter, words)) records.push(record);
      if (records.length === limit) return { records, next };
    }
    if (some.length === 0) return { records, next: null };
    lookedAt += some.length;
    await nextTurn();
  }
  return { records, next };
}

function isWanted(record: AuditRecord, filter: TrailFilter, words: readonly string[]): boolean {
  const { decision, end, attempts } = record;
  const { model, task, outcome, conversationId } = filter;
  if (task !== null && decision.task !== task) return false;
  if (conversationId !== null && record.conversationId !== conversationId) return false;
  if (model !== null && ![end, ...attempts].some((each) => each?.model === model)) return false;
  if (outcome === 'fellBack' ? !end?.fallbacks.length : outcome !== null && trailOutcome(end) !== outcome) return false;
  if (words.length === 0) return true;
  const text = shownOf(record).join('\n').toLowerCase();
  return words.every((word) => text.includes(word));
}

/** What can be searched. */
function shownOf(record: AuditRecord): string[] {
  const { requestId, source, decision, end, attempts } = record;
  const { task, difficulty, reasons, targets, rejected } = decision;
  return [
    ...[requestId, source, task, difficulty, trailOutcome(end), failedWith(record) ?? '', ...reasons],
    ...targets.flatMap((target) => [target.model, ...target.reasons]),
    ...rejected.flatMap(({ model, reason }) => [model, reason]),
    ...attempts.flatMap(({ model, outcome }) => [model, outcome]),
    ...(end?.fallbacks.flatMap(({ to, kind }) => ['fallback', to, kind]) ?? []),
  ];
}
