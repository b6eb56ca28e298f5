import type { Examined, Leak, LeakDetector } from '../core/ports/leakDetector.ts';
import type { Match } from './match.ts';
import { piecesOf } from './pieces.ts';

/** How long others may wait for a turn while texts are looked through, in milliseconds. */
const SLICE_MS = 8;

/** After so long what is left is not looked at, and that is said. Only its own work counts: others may block it as long. */
const MOST_MS = 2000;

/** In UTF-16 code units, of the texts whose result is kept: more than any model's window. */
const MOST_KEPT = 8_000_000;

/** So many secrets are known again wherever they stand; shorter ones are words of their own elsewhere. */
const MOST_KNOWN = 200;
const SHORTEST_KNOWN = 8;

/**
 * A detector with secretlint's rules and our own for personal data, which are loaded with the first text. It begins with the
 * last text, which is the newest. What a text held is kept, so that of a conversation only what is new is looked through. A
 * secret that was found once, by what stood around it, is found wherever it stands: an answer quotes it without that.
 */
export function leakDetector(now: () => number = () => performance.now()): LeakDetector {
  const kept = new Map<string, Examined>();
  let size = 0;
  const keep = (text: string, examined: Examined) => {
    kept.set(text, examined);
    size += text.length;
    for (const [oldest] of kept) {
      if (size <= MOST_KEPT) break;
      kept.delete(oldest);
      size -= oldest.length;
    }
  };
  const secrets = new Map<string, Leak>();
  const remember = ({ leaks }: Examined) => {
    for (const leak of leaks) {
      if (leak.type !== 'secret' || leak.value.length < SHORTEST_KNOWN) continue;
      secrets.delete(leak.value);
      secrets.set(leak.value, leak);
    }
    for (const [oldest] of secrets) {
      if (secrets.size <= MOST_KNOWN) break;
      secrets.delete(oldest);
    }
  };
  const withKnown = (text: string, examined: Examined): Examined => {
    const own = new Set(examined.leaks.map(({ value }) => value));
    const known = [...secrets.values()].filter(({ value }) => !own.has(value) && text.includes(value));
    return known.length === 0 ? examined : { ...examined, leaks: [...examined.leaks, ...known] };
  };
  return async (texts, signal) => {
    const { findMatches } = await import('./findMatches.ts');
    let spent = 0;
    let slice = 0;
    const look = async (text: string): Promise<Examined> => {
      const matches: Match[] = [];
      for (const { offset, piece } of piecesOf(text)) {
        signal.throwIfAborted();
        if (spent > MOST_MS) return { leaks: leaksOf(matches), incomplete: true };
        if (slice > SLICE_MS) {
          await new Promise((resolve) => setTimeout(resolve));
          slice = 0;
        }
        const start = now();
        for (const match of await findMatches(piece)) matches.push({ ...match, start: match.start + offset });
        const took = now() - start;
        spent += took;
        slice += took;
      }
      return { leaks: leaksOf(matches) };
    };
    const found = new Map<string, Examined>();
    for (const text of texts.toReversed()) {
      if (found.has(text)) continue;
      const known = kept.get(text);
      const examined = known ?? (await look(text));
      if (known === undefined && !examined.incomplete) keep(text, examined);
      found.set(text, examined);
      remember(examined);
    }
    signal.throwIfAborted();
    return texts.map((text) => withKnown(text, found.get(text) ?? { leaks: [], incomplete: true }));
  };
}

/** In the order of their places, each value once. */
function leaksOf(matches: readonly Match[]): Leak[] {
  const ordered = matches.toSorted((a, b) => a.start - b.start || b.value.length - a.value.length);
  const byValue = new Map<string, Leak>();
  for (const { kind, value, personal } of ordered) {
    if (!byValue.has(value)) byValue.set(value, { type: personal ? 'personal' : 'secret', kind, value });
  }
  return [...byValue.values()];
}
