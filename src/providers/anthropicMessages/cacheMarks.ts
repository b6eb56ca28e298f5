import { estimateTokens } from '../../core/accounting/estimateTokens.ts';
import { type TokenFamily, tokenFamilyOf } from '../../core/accounting/tokenFamilies.ts';
import { traitsOf } from './modelTraits.ts';
import type { Fields } from './toBlocks.ts';
import type { Turn } from './toTurns.ts';

/** What the cache works on, in the order of its prefix. */
export interface Prefix {
  readonly tools: readonly Fields[];
  readonly system: readonly Fields[];
  readonly turns: readonly Turn[];
}

/** Of five minutes, the vendor's default. */
const MARK = { cache_control: { type: 'ephemeral' } };
const PER_IMAGE = 1500;

/**
 * Marks what is worth caching (platform.claude.com/docs/en/build-with-claude/prompt-caching): the end of the system
 * prompt, or of the tools where there is none, and in a conversation that goes on the end of its last turn, whose price
 * the next request gets back, and of the user's turn before, where the entry of the last request ends. A first question
 * without tools is not marked: writing costs a quarter more, and nobody knows whether another follows. Prefixes shorter
 * than the model's minimum (in tokens, as far as an estimate can tell) are left alone; three marks of four at most.
 */
export function markCacheable({ tools, system, turns }: Prefix, modelName: string): Prefix {
  const { cacheMinimum: minimum } = traitsOf(modelName);
  const family = tokenFamilyOf(modelName);
  let tokens = tokensOf([...tools, ...system], family);
  const head = tokens >= minimum;
  const goesOn = tools.length > 0 || turns.some(({ role }) => role === 'assistant');
  const asked = turns.filter(({ role }) => role === 'user').slice(-2);
  return {
    tools: head && system.length === 0 ? markLast(tools) : tools,
    system: head ? markLast(system) : system,
    turns: turns.map((turn) => {
      tokens += tokensOf(turn.content, family);
      const marked = goesOn && asked.includes(turn) && tokens >= minimum;
      return marked ? { ...turn, content: markLast(turn.content) } : turn;
    }),
  };
}

function markLast(blocks: readonly Fields[]): Fields[] {
  return blocks.map((block, index) => (index === blocks.length - 1 ? { ...block, ...MARK } : block));
}

function tokensOf(blocks: readonly Fields[], family: TokenFamily): number {
  return blocks.reduce((sum, block) => sum + tokensIn(block, family), 0);
}

function tokensIn(block: Fields, family: TokenFamily): number {
  if (block.type === 'image') return PER_IMAGE;
  if (Array.isArray(block.content)) return tokensOf(block.content, family);
  return estimateTokens(typeof block.text === 'string' ? block.text : JSON.stringify(block), family);
}
