import { afterEach, describe, expect, test } from 'vitest';
import type { ChatEvent } from '../../src/core/chat/chatEvent.ts';
import { ShortMemory } from '../../src/core/ports/modelMemory.ts';
import { Latencies } from '../../src/core/resilience/latencies.ts';
import { MemoryLedger } from '../../src/storage/memoryLedger.ts';
import { systemClock } from '../../src/storage/systemClock.ts';
import { askCore } from '../providers/httpCore.ts';
import { publicAnswer } from '../providers/publicAnswer.ts';
import type { Behaviour, Script } from '../simulator/behaviour.ts';
import type { Api } from '../simulator/simulatedRequest.ts';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';

/** As the public Failover Bench answers whatever it is asked: the same sixty words. */
const CANONICAL = Array.from({ length: 60 }, (_, index) => `word${index + 1}`).join(' ');
const APIS: readonly Api[] = ['openai-chat', 'anthropic-messages', 'gemini', 'openai-responses'];
const TOOLS = [{ name: 'f', description: 'x', parameters: { type: 'object', properties: { a: { type: 'string' } } } }];

let simulator: Simulator;
afterEach(() => simulator.close());

/** Two simulated providers of one dialect; `a` is asked first. */
class Pair {
  readonly memory = new ShortMemory();
  readonly ledger = new MemoryLedger();
  readonly latencies = new Latencies(systemClock);
  readonly #settings: Record<string, unknown>;
  readonly #names: readonly string[];

  private constructor(api: Api, settings: Record<string, unknown>, names: readonly string[]) {
    this.#names = names;
    const [first = '', second = ''] = names;
    const provider = (id: string) => ({ api, baseUrl: simulator.baseUrl(id, api), auth: 'none' });
    this.#settings = {
      providers: { a: provider('a'), b: provider('b') },
      models: { [`a/${first}`]: {}, [`b/${second}`]: {} },
      routes: { default: [`a/${first}`, `b/${second}`] },
      ...settings,
    };
  }

  static async start(
    a: Script,
    b: Script = { text: 'from b' },
    { api = 'openai-chat', settings = {}, names = ['m', 'm'] }: { api?: Api; settings?: object; names?: string[] } = {},
  ): Promise<Pair> {
    const [first = '', second = ''] = names;
    simulator = await startSimulator({ providers: { a: { models: { [first]: a } }, b: { models: { [second]: b } } } });
    return new Pair(api, settings as Record<string, unknown>, names);
  }

  ask(options: Parameters<typeof askCore>[1] = {}): Promise<ChatEvent[]> {
    const { memory, ledger, latencies } = this;
    return askCore(this.#settings, { memory, ledger, latencies, ...options });
  }

  /** Teaches that the first model usually speaks at once. */
  learnHabits(waitedMs: number): void {
    const word = { model: `a/${this.#names[0]}`, provider: 'a', startedAt: Date.now(), inputTokens: 10, gaveUp: false };
    for (let sample = 0; sample < 5; sample++) this.latencies.add({ ...word, waitedMs });
  }
}

const kinds = (events: readonly ChatEvent[]) =>
  events.map((event) => (event.type === 'fallback' ? `fallback ${event.error.kind}` : event.type));

/** The last message of a request, in chat completions and Messages. */
function lastMessage(index: number): Record<string, unknown> | undefined {
  const body = simulator.requests[index]?.body as { messages?: Record<string, unknown>[] } | undefined;
  return body?.messages?.at(-1);
}

describe.each(APIS)('%s: a provider that ends politely', (api) => {
  test.each([
    ['in the middle of its text', { text: 'one two three', endAfterTokens: 2 }],
    ['before its text', { text: 'one two three', endAfterTokens: 0 }],
    ['after its text, but without a reason', { text: 'one', endAfterTokens: 1 }],
    ['with nothing at all', { text: '', usage: 'none' }],
    ['in the middle of a tool call', { toolCalls: [{ name: 'f', arguments: { a: 'x y z' } }], endAfterTokens: 1 }],
  ] as [string, Behaviour][])('%s has failed', async (_, behaviour) => {
    const pair = await Pair.start(behaviour, { text: 'from b' }, { api });
    const tools = behaviour.toolCalls === undefined ? undefined : TOOLS;
    const events = await pair.ask({ request: tools === undefined ? {} : { parameters: { tools } } });
    expect(kinds(events)).toContain('fallback protocol');
    expect(publicAnswer(events)).toMatchObject({ text: 'from b', end: 'done stop' });
  });

  test('is continued by one that tells the whole answer again, for a reader who cannot take text back', async () => {
    const pair = await Pair.start({ text: CANONICAL, endAfterTokens: 40 }, { text: CANONICAL }, { api });
    const events = await pair.ask({ request: { retractable: false } });
    expect(publicAnswer(events)).toMatchObject({ text: CANONICAL, end: 'done stop' });
  });
});

describe('the beginning of an answer', () => {
  const broken: Behaviour = { text: 'The quick brown fox', cutAfterTokens: 3 };
  const piped = { request: { retractable: false } };

  test('is given to an earlier Claude, without blanks at its end', async () => {
    const names = ['claude-sonnet-4-5', 'claude-sonnet-4-5'];
    const pair = await Pair.start(
      { text: 'The quick \n', cutAfterTokens: 3 },
      { text: 'brown' },
      { api: 'anthropic-messages', names },
    );
    expect(publicAnswer(await pair.ask(piped)).text).toBe('The quick \nbrown');
    expect(lastMessage(1)).toMatchObject({ role: 'assistant', content: [{ type: 'text', text: 'The quick' }] });
  });

  test('is not given to a later one, whatever the settings say', async () => {
    const names = ['m', 'claude-opus-4-6'];
    const settings = { models: { 'a/m': {}, 'b/claude-opus-4-6': { capabilities: ['prefill'] } } };
    const pair = await Pair.start(broken, { text: ' fox' }, { api: 'anthropic-messages', names, settings });
    expect(publicAnswer(await pair.ask(piped)).text).toBe('The quick brown fox');
    expect(JSON.stringify(lastMessage(1))).toContain('Continue it exactly');
  });

  test.each(['anthropic-messages', 'openai-chat', 'gemini'] as const)(
    'that is refused is followed by words, and never given again: %s',
    async (api) => {
      const settings = { models: { 'a/m': {}, 'b/m': { capabilities: ['prefill'] } } };
      const pair = await Pair.start(broken, { text: ' fox', refuses: ['prefill'] }, { api, settings });
      const events = await pair.ask(piped);
      expect(publicAnswer(events)).toMatchObject({ text: 'The quick brown fox', end: 'done stop' });
      expect(kinds(events).filter((kind) => /attempt|fallback|error/.test(kind))).toEqual([
        'attempt',
        'fallback network',
        'attempt',
        'attempt',
      ]);
      await pair.ask(piped);
      expect(simulator.requests.filter(({ provider }) => provider === 'b')).toHaveLength(3);
    },
  );

  test('is marked as its vendor wants it', async () => {
    const quirks = { 'https://api.mistral.ai': 'prefix', 'https://api.moonshot.ai': 'partial' };
    const pair = await Pair.start(broken, { text: ' fox' });
    for (const [origin, mark] of Object.entries(quirks)) {
      const id = mark === 'prefix' ? 'mistral' : 'moonshot';
      // The vendor's own address, with the simulator behind it.
      const fetch: typeof globalThis.fetch = (input, init) =>
        globalThis.fetch(String(input).replace(new RegExp(`^${origin}/v1`), simulator.baseUrl('b')), init);
      const settings = {
        providers: {
          a: { api: 'openai-chat', baseUrl: simulator.baseUrl('a'), auth: 'none' },
          [id]: { auth: 'none' },
        },
        models: { 'a/m': {}, [`${id}/m`]: {} },
        routes: { default: ['a/m', `${id}/m`] },
      };
      expect(publicAnswer(await askCore(settings, { ...piped, fetch })).text).toBe('The quick brown fox');
      expect(lastMessage(simulator.requests.length - 1)).toEqual({
        role: 'assistant',
        content: 'The quick brown',
        [mark]: true,
      });
    }
    expect(pair).toBeDefined();
  });
});

describe('a model that is late with its first word', () => {
  const LATE = { settings: { resilience: { hedge: 'late' } } };

  test('is given up after seconds where it usually speaks at once, also on this machine', async () => {
    const pair = await Pair.start([
      { text: 'x' },
      { text: 'x' },
      { text: 'x' },
      { text: 'x' },
      { text: 'x' },
      { hang: true },
    ]);
    for (let answer = 0; answer < 5; answer++) await pair.ask();
    const startedAt = performance.now();
    const events = await pair.ask();
    expect(kinds(events)).toContain('fallback timeout');
    expect(publicAnswer(events).text).toBe('from b');
    expect(performance.now() - startedAt).toBeGreaterThan(2900);
    expect(performance.now() - startedAt).toBeLessThan(4500);
  }, 20_000);

  test('is stopped when another that was asked beside it speaks first', async () => {
    const pair = await Pair.start({ text: 'slow', firstTokenMs: 5000 }, { text: 'from b' }, LATE);
    pair.learnHabits(300);
    const startedAt = performance.now();
    const events = await pair.ask();
    expect(performance.now() - startedAt).toBeLessThan(2000);
    expect(kinds(events)).toEqual(['decision', 'attempt', 'attempt', 'fallback timeout', 'text', 'text', 'done']);
    expect(publicAnswer(events).text).toBe('from b');
    await simulator.waitForHangUp(0, 50);
    expect(pair.ledger.rows.map(({ model, outcome }) => `${model} ${outcome}`).toSorted()).toEqual([
      'a/m cancelled',
      'b/m ok',
    ]);
  });

  test('answers where it speaks before the other, which is stopped', async () => {
    const pair = await Pair.start({ text: 'slow', firstTokenMs: 600 }, { text: 'slower', firstTokenMs: 5000 }, LATE);
    pair.learnHabits(300);
    expect(publicAnswer(await pair.ask())).toMatchObject({ text: 'slow', end: 'done stop' });
    await simulator.waitForHangUp(1, 50);
  });

  test('is stopped together with the other within 50 ms', async () => {
    const pair = await Pair.start({ hang: true }, { hang: true }, LATE);
    pair.learnHabits(250);
    const stop = new AbortController();
    const asking = pair.ask({ signal: stop.signal });
    await simulator.waitForRequests(2, 3000);
    const stoppedAt = performance.now();
    stop.abort();
    expect((await asking).at(-1)).toMatchObject({ type: 'error', error: { kind: 'cancelled' } });
    expect(performance.now() - stoppedAt).toBeLessThan(50);
    for (const index of [0, 1]) {
      const { closedByClientAt = Number.NaN } = await simulator.waitForHangUp(index, 1000);
      expect(closedByClientAt - stoppedAt).toBeLessThan(50);
    }
  });
});
