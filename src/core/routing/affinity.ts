import { costNano } from '../accounting/price.ts';
import { usdWords } from '../accounting/usdWords.ts';
import type { ChatRequest } from '../chat/chatRequest.ts';
import type { ChatMessage } from '../chat/message.ts';
import { partTexts } from '../chat/messageTexts.ts';
import { oncePerPart } from '../chat/oncePerPart.ts';
import { NO_PARTS } from '../chat/usage.ts';
import type { Classification } from '../classify/classification.ts';
import { say } from '../words.ts';
import type { Ranked } from './rank.ts';
import { sameTaskClass } from './taskClass.ts';

/** Vendors keep a conversation's beginning for at least so long after it was last read. */
export const CACHE_LIFE_MS = 5 * 60_000;

/** What a style that is known is worth, in parts of one good answer. */
const STYLE = 0.05;
/** Fewer cached tokens are not worth a word. */
const WORTH_SAYING = 500;

/**
 * The model that goes on with its conversation: the previous one while the task stays in its class, unless the question has
 * outgrown it, and what is to be said of that. What its vendor has in its cache is priced in their ranks.
 */
export function homeOf(
  ranked: readonly Ranked[],
  { previous }: Pick<ChatRequest, 'previous'>,
  { task }: Pick<Classification, 'task'>,
): { readonly home?: Ranked; readonly reasons: readonly string[] } {
  const [best] = ranked;
  const before = ranked.find(({ candidate }) => candidate.model.id === previous?.model);
  if (previous === undefined || best === undefined || before === undefined) return { reasons: [] };
  const same = sameTaskClass(previous.task, task);
  const outgrown = best.expected.quality > before.expected.quality && best.worth - before.worth > STYLE;
  if (same && !outgrown) return { home: before, reasons: [stayWords(before)] };
  return { reasons: best === before ? [] : [leaveWords(before, best, same)] };
}

function stayWords(home: Ranked): string {
  const { name } = home.candidate.model;
  const { cachedTokens } = home.expected;
  if (cachedTokens < WORTH_SAYING) return say('this chat stays with {0} while its task stays alike', name);
  const saved = savedNano(home);
  const tokens = cachedTokens.toLocaleString('en');
  return saved === 0
    ? say('this chat stays with {0}, whose vendor still has about {1} tokens of it in its cache', name, tokens)
    : say(
        'this chat stays with {0}, whose vendor still has about {1} tokens of it in its cache ({2} less)',
        name,
        tokens,
        usdWords(saved),
      );
}

function leaveWords(before: Ranked, best: Ranked, same: boolean): string {
  const { name } = before.candidate.model;
  const why = same
    ? say('{0}, which answered before, is not up to this', name)
    : say('{0} answered before, but this is another kind of task', name);
  const { cachedTokens } = before.expected;
  if (cachedTokens < WORTH_SAYING) return why;
  const tokens = cachedTokens.toLocaleString('en');
  return say('{0}; {1} reads about {2} tokens anew that were cached', why, best.candidate.model.name, tokens);
}

/** What reading from the cache saves, in nano-dollars. */
function savedNano({ candidate: { model }, expected: { cachedTokens } }: Ranked): number {
  if (model.price === undefined) return 0;
  const anew = costNano(model.price, { ...NO_PARTS, uncachedInput: cachedTokens });
  return anew - costNano(model.price, { ...NO_PARTS, cacheRead: cachedTokens });
}

const lengthOf = oncePerPart((part) => partTexts(part).reduce((sum, text) => sum + text.length, 0));

/** How much of a request its vendor read a moment ago, 0…1: all but the last turn, while its cache lasts. */
export function cachedShare(
  messages: readonly ChatMessage[],
  { lastAnswer }: Pick<ChatRequest, 'lastAnswer'>,
  now: number,
): (model: string) => number {
  if (lastAnswer === undefined || now - lastAnswer.at >= CACHE_LIFE_MS) return () => 0;
  const lengths = messages.map(({ parts }) => parts.reduce((sum, part) => sum + lengthOf(part), 0));
  const all = lengths.reduce((sum, length) => sum + length, 0);
  const share = all === 0 ? 0 : (all - (lengths.at(-1) ?? 0)) / all;
  return (model) => (model === lastAnswer.model ? share : 0);
}

/** The model that called the tools whose results come now: nobody else goes on in the middle of its loop. */
export function toolLoopModel(
  messages: readonly ChatMessage[],
  { lastAnswer }: Pick<ChatRequest, 'lastAnswer'>,
): string | undefined {
  if (messages.at(-1)?.role !== 'tool') return undefined;
  return messages.findLast(({ role }) => role === 'assistant')?.verbatim?.model ?? lastAnswer?.model;
}
