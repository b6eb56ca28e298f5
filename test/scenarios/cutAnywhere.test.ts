import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ChatEvent } from '../../src/core/chat/chatEvent.ts';
import { messageText } from '../../src/core/chat/message.ts';
import { partsOf } from '../../src/core/chat/usage.ts';
import type { Provider, ProviderCall, ProviderEvent } from '../../src/core/ports/provider.ts';
import { routeChat } from '../../src/core/routing/routeChat.ts';
import { aRequest, Scenario } from '../fakes/scenario.ts';

/** How a model goes on with an answer that another began. */
const MANNERS = [
  'exactly',
  'echo',
  'restart',
  'restartSpaced',
  'remark',
  'remarkRestart',
  'remarkEcho',
  'fence',
] as const;
type Manner = (typeof MANNERS)[number];

/** A story that every model tells, each in its manner, cut after so many characters of what it says. */
interface Cut {
  readonly manner: Manner;
  readonly at: number;
  readonly echo: number;
}

/** What a model says when it is to go on after `shown`. */
function goOn(story: string, shown: string, { manner, echo }: Cut): string {
  const rest = story.startsWith(shown) ? story.slice(shown.length) : behind(story, shown);
  const isOver = rest === '';
  switch (manner) {
    case 'exactly':
      return rest;
    case 'restart':
      return story;
    case 'restartSpaced':
      return story.replace(/\n+/g, '\n').replace(/ /g, '  ');
    case 'echo':
      return echoed(shown, echo) + rest;
    case 'remarkEcho':
      return isOver ? rest : remarked(echoed(shown, Math.max(echo, 20)) + rest);
    case 'remark':
      return isOver ? rest : remarked(rest);
    case 'remarkRestart':
      return `Of course! Here is the whole answer:\n\n${story}`;
    case 'fence':
      return isInBlock(shown) ? `\`\`\`ts\n${rest}` : rest;
  }
}

/** What the remark's own line breaks are cannot be told from the answer's. */
function remarked(text: string): string {
  return text.startsWith('\n') ? text : `Sure, continuing from where it stopped:\n\n${text}`;
}

/** The rest of the story where only whitespace differs. */
function behind(story: string, shown: string): string {
  let left = shown.replace(/\s/g, '').length;
  let at = 0;
  while (left > 0) if (/\S/.test(story[at++] ?? 'x')) left -= 1;
  return story.slice(at);
}

/** The end of what is shown, as a model says it again: from a word, or from the beginning of a line where one has just ended. */
function echoed(shown: string, characters: number): string {
  if (!/\s$/.test(shown)) {
    const end = shown.slice(-characters);
    // Short ends may be meant as new.
    return end.trimStart().length < 8 || /^[\udc00-\udfff]/.test(end.trimStart()) ? '' : end.trimStart();
  }
  const lines = shown.trimEnd().split('\n');
  return shown.slice(lines.slice(0, -2).join('\n').length).trimStart();
}

function isInBlock(text: string): boolean {
  return (text.match(/^```.*\n/gm) ?? []).length % 2 === 1;
}

const NAMES = ['alpha', 'bravo', 'charlie', 'delta', 'echo', 'foxtrot', '世界你好', 'hôtel', '😀👍'];

/** A story whose words occur once each, save for a laugh; with paragraphs and one block of code. */
const stories = fc
  .array(fc.tuple(fc.constantFrom(...NAMES), fc.constantFrom(' ', ' ', ' ', '\n', '\n\n', ', ', ' ha ha ha ')), {
    minLength: 3,
    maxLength: 60,
  })
  .chain((words) => fc.nat({ max: words.length - 1 }).map((block) => ({ words, block })))
  .map(({ words, block }) =>
    words
      .map(([name, gap], index) => {
        const word = `${index === 0 ? 'Story' : name}${index * 37 + 11}`;
        return index === block ? `${word}:\n\n\`\`\`ts\nconst ${word}x = 1;\n\`\`\`\n\n` : word + gap;
      })
      .join('')
      .trim(),
  );

const cuts = fc.record({
  manner: fc.constantFrom(...MANNERS),
  at: fc.nat({ max: 3000 }),
  echo: fc.integer({ min: 8, max: 90 }),
});

/** Tells the story; what it is to go on after stands in the messages it was sent. */
function teller(story: string, cut: Cut, isLast: boolean, pieceLength: number): Provider {
  return {
    async *stream({ messages }: ProviderCall): AsyncGenerator<ProviderEvent> {
      const shown = messages.filter(({ role }) => role === 'assistant').map(messageText)[0];
      const says = shown === undefined ? story : goOn(story, shown, cut);
      const said = isLast ? says : says.slice(0, cut.at % (says.length + 1));
      for (let at = 0; at < said.length; at += pieceLength) {
        yield { type: 'text', delta: said.slice(at, at + pieceLength) };
      }
      if (!isLast) return;
      // Nothing may be left to say.
      yield { type: 'usage', usage: partsOf({ input: 1, cacheRead: 0, cacheWrite5m: 0, output: 1, reasoning: 0 }) };
      yield { type: 'finish', reason: 'stop' };
    },
  };
}

async function told(tellers: readonly Provider[], retractable: boolean, midStream: string): Promise<string> {
  const { setup, tools } = new Scenario({}, { resilience: { midStream } });
  const providers = { get: async (id: string) => tellers['abc'.indexOf(id)] as Provider };
  let text = '';
  const see = (event: ChatEvent) => {
    if (event.type === 'text') text += event.delta;
    if (event.type === 'retract') text = text.slice(0, text.length - event.characters);
    if (event.type === 'error') throw new Error(event.error.message);
  };
  const request = aRequest({ retractable });
  for await (const event of routeChat(request, setup, { ...tools, providers }, new AbortController().signal))
    see(event);
  return text;
}

const squeezed = (text: string) => text.replace(/\s+/g, '');

describe('wherever two models break off, and however the next ones go on', () => {
  test.each([
    ['before a reader who cannot take text back', false, 'restart'],
    ['where the user wants what was shown to stay', true, 'continue'],
  ] as const)('the answer has neither a gap nor a duplicate %s', async (_, retractable, midStream) => {
    await fc.assert(
      fc.asyncProperty(stories, cuts, cuts, cuts, fc.integer({ min: 1, max: 30 }), async (story, a, b, c, length) => {
        const tellers = [
          teller(story, a, false, length),
          teller(story, b, false, length),
          teller(story, c, true, length),
        ];
        const text = await told(tellers, retractable, midStream);
        const spaced = b.manner === 'restartSpaced' || c.manner === 'restartSpaced';
        expect(spaced ? squeezed(text) : text).toBe(spaced ? squeezed(story) : story);
      }),
      { numRuns: 1500 },
    );
  });

  test('the answer is the last one’s where the reader takes text back', async () => {
    await fc.assert(
      fc.asyncProperty(stories, cuts, cuts, fc.integer({ min: 1, max: 30 }), async (story, a, b, length) => {
        const tellers = [
          teller(story, a, false, length),
          teller(story, b, false, length),
          teller(story, b, true, length),
        ];
        expect(await told(tellers, true, 'restart')).toBe(story);
      }),
      { numRuns: 300 },
    );
  });
});
