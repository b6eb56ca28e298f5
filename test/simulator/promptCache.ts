import { createHash } from 'node:crypto';
import type { PromptBlock } from './simulatedRequest.ts';

/** How the tokens of a prompt are billed; the four add up to all of them. */
export interface PromptUsage {
  readonly uncachedInput: number;
  readonly cacheRead: number;
  readonly cacheWrite5m: number;
  readonly cacheWrite1h: number;
}

const LIFETIME_MS = { '5m': 300_000, '1h': 3_600_000 } as const;

/**
 * Anthropic's prompt cache: a mark writes the prompt up to it, and a later prompt of the same model reads the longest beginning
 * that was written (platform.claude.com/docs/en/build-with-claude/prompt-caching).
 */
export class PromptCache {
  readonly #expiries = new Map<string, number>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  use(model: string, blocks: readonly PromptBlock[], minimumTokens: number): PromptUsage {
    const prefixes = prefixesOf(model, blocks);
    const lastMark = prefixes.findLastIndex(({ mark }) => mark !== undefined);
    const marked = prefixes.slice(0, lastMark + 1).filter(({ tokens }) => tokens >= minimumTokens);
    const hit = marked.findLast(({ hash }) => (this.#expiries.get(hash) ?? 0) > this.#now());
    const written = { '5m': 0, '1h': 0 };
    let upTo = hit?.tokens ?? 0;
    for (const { hash, tokens, mark } of marked) {
      if (mark === undefined) continue;
      this.#expiries.set(hash, this.#now() + LIFETIME_MS[mark]);
      if (tokens <= upTo) continue;
      written[mark] += tokens - upTo;
      upTo = tokens;
    }
    const total = Math.ceil((prefixes.at(-1)?.characters ?? 0) / 4);
    return {
      uncachedInput: total - upTo,
      cacheRead: hit?.tokens ?? 0,
      cacheWrite5m: written['5m'],
      cacheWrite1h: written['1h'],
    };
  }
}

interface Prefix {
  readonly hash: string;
  readonly characters: number;
  readonly tokens: number;
  readonly mark: '5m' | '1h' | undefined;
}

function prefixesOf(model: string, blocks: readonly PromptBlock[]): Prefix[] {
  const hash = createHash('sha256').update(model);
  let characters = 0;
  return blocks.map(({ text, mark }) => {
    hash.update(`\0${text}`);
    characters += text.length;
    return { hash: hash.copy().digest('base64'), characters, tokens: Math.floor(characters / 4), mark };
  });
}
