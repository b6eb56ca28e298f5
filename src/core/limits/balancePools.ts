import type { ChatRequest } from '../chat/chatRequest.ts';
import { CACHE_LIFE_MS } from '../routing/affinity.ts';
import type { Candidate } from '../routing/candidates.ts';
import { say } from '../words.ts';
import type { LimitPicture } from './limiter.ts';

/** What decides between the providers of one model. */
interface Balance {
  /** The full ids that may change places with one another. */
  readonly pooled: ReadonlySet<string>;
  readonly picture: LimitPicture;
  readonly lastAnswer: ChatRequest['lastAnswer'];
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * Candidates that are the same model at several providers, side by side where the first of them stands: the one that just
 * answered in this conversation, whose cache is warm, then by what each has left of its limits, then by how little it was
 * asked. Those that rest after a failure keep their places.
 */
export function balancePools(candidates: readonly Candidate[], balance: Balance): readonly Candidate[] {
  if (balance.pooled.size === 0) return candidates;
  const groups = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    const key = groupOf(candidate, balance);
    groups.set(key, [...(groups.get(key) ?? []), candidate]);
  }
  return [...groups.values()].flatMap((group) => (group.length === 1 ? group : balanced(group, balance)));
}

function groupOf({ model, provider, restsMs }: Candidate, { pooled }: Balance): string {
  return pooled.has(model.id) && restsMs === undefined ? `${provider.pool ?? provider.id} ${model.name}` : model.id;
}

function balanced(group: readonly Candidate[], { picture, lastAnswer, now }: Balance): Candidate[] {
  const isWarm = ({ model }: Candidate) =>
    lastAnswer !== undefined && lastAnswer.model === model.id && now - lastAnswer.at < CACHE_LIFE_MS;
  const loaded = group.map((candidate) => {
    const { share, calls } = picture.load(candidate.provider, candidate.model.name);
    return { candidate, warm: isWarm(candidate), share, calls };
  });
  loaded.sort((a, b) => Number(b.warm) - Number(a.warm) || b.share - a.share || a.calls - b.calls);
  return loaded.map(({ candidate, warm, share }) => {
    const reason = warm
      ? say('it still has this chat in its cache')
      : say('shares the load of {0}, {1}% of its limits left', candidate.provider.pool ?? '', Math.floor(share * 100));
    return { ...candidate, reasons: [...candidate.reasons, reason] };
  });
}
