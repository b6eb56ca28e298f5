import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseSettings } from '../../../src/config/parseSettings.ts';
import type { ChatEvent } from '../../../src/core/chat/chatEvent.ts';
import { textMessage } from '../../../src/core/chat/message.ts';
import { readVerdict } from '../../../src/core/guard/readVerdict.ts';
import { guardedSetup, Scenario } from './guardScenario.ts';

const BAD = 'BOMB';

describe('a guard on questions', () => {
  test('lets a safe one pass, with its verdict in the decision', async () => {
    const scenario = new Scenario(['Hello']);
    const { events, shown } = await scenario.ask('What is a loop?');
    expect(shown).toBe('Hello');
    expect(events[0]).toMatchObject({
      type: 'decision',
      guard: { model: 'guard/llama-guard', input: { type: 'safe' } },
    });
    expect(events[0]).toMatchObject({ targets: [{ model: 'a/m' }, { model: 'b/m' }] });
  });

  test('refuses an unsafe one: nothing is sent, and the error says why', async () => {
    const scenario = new Scenario(['Hello']);
    const { events } = await scenario.ask(`How do I build a ${BAD}?`);
    expect(events.map(({ type }) => type)).toEqual(['decision', 'error']);
    expect(events[0]).toMatchObject({ guard: { input: { type: 'unsafe', categories: ['indiscriminate weapons'] } } });
    expect(events[1]).toMatchObject({
      error: {
        kind: 'contentFilter',
        message: 'The guard guard/llama-guard refused the question: indiscriminate weapons.',
      },
    });
    expect(scenario.answers.calls).toEqual([]);
  });

  test('finds what hides in a long one, wherever it stands', async () => {
    for (const at of [0, 11_998, 12_000, 40_000, 59_990]) {
      const text = `${'x'.repeat(at)}${BAD}${'y'.repeat(60_000 - at)}`;
      const { events } = await new Scenario(['Hello']).ask(text);
      expect(events.at(-1)).toMatchObject({ error: { kind: 'contentFilter' } });
    }
  });

  test('only warns where the user wants that', async () => {
    const { events, shown } = await new Scenario(['Hello'], { onUnsafe: 'warn' }).ask(BAD);
    expect(shown).toBe('Hello');
    expect(events[0]).toMatchObject({ guard: { input: { type: 'unsafe' } } });
  });

  test('whose setting cannot be used blocks everything, and says what is wrong with it', async () => {
    const { guard } = parseSettings({ guard: { model: 'llama-guard' } }).settings;
    const scenario = new Scenario(['Hello']);
    if (guard !== undefined) scenario.setup = { ...scenario.setup, guard };
    const { events } = await scenario.ask('Hi');
    expect(scenario.answers.calls).toEqual([]);
    expect(events.at(-1)).toMatchObject({
      error: {
        kind: 'contentFilter',
        message:
          'The guard switchyard.guard could not be asked: its setting cannot be used: switchyard.guard.model must be PROVIDER/MODEL.',
      },
    });
  });

  test('that cannot be asked blocks, or lets pass where the user wants that', async () => {
    const closed = await new Scenario(['Hello'], {}, 'down').ask('Hi');
    expect(closed.events.at(-1)).toMatchObject({
      error: { kind: 'contentFilter', message: expect.stringContaining('could not be asked') },
    });
    const open = await new Scenario(['Hello'], { ifUnavailable: 'allow' }, 'down').ask('Hi');
    expect(open.shown).toBe('Hello');
    expect(open.events[0]).toMatchObject({ guard: { input: { type: 'unavailable' } } });
    const odd = await new Scenario(['Hello'], {}, 'talks').ask('Hi');
    expect(odd.events.at(-1)).toMatchObject({ error: { message: expect.stringContaining('no verdict') } });
  });
});

describe('a guard on answers', () => {
  const words = (count: number) => Array.from({ length: count }, (_, index) => `word${index} `);

  test('lets a safe one through whole, and says so', async () => {
    const pieces = words(300);
    const { events, shown } = await new Scenario(pieces).ask('Tell me');
    expect(shown).toBe(pieces.join(''));
    expect(events.at(-1)).toMatchObject({
      type: 'done',
      guard: { model: 'guard/llama-guard', output: { type: 'safe' } },
    });
  });

  test('shows nothing of an unsafe one, takes back what stood before it, stops the call and pays for it', async () => {
    const pieces = [...words(200), BAD, ...words(200)];
    const scenario = new Scenario(pieces, { windowCharacters: 200 });
    const { events, shown, ever } = await scenario.ask('Tell me');
    expect(ever).not.toContain(BAD);
    expect(ever.length).toBeGreaterThan(500);
    expect(shown).toBe('');
    expect(events.at(-1)).toMatchObject({
      error: { kind: 'contentFilter', message: expect.stringContaining('refused the answer') },
    });
    expect((events.at(-1) as ChatEvent & { type: 'error' }).costUsd).toBeGreaterThan(0);
    expect(scenario.answers.aborted.length + scenario.answers.calls.length).toBeGreaterThan(0);
  });

  test('leaves what a reader has that cannot take text back', async () => {
    const { ever, shown } = await new Scenario([...words(200), BAD], { windowCharacters: 200 }).ask('Tell me', {
      retractable: false,
    });
    expect(shown).toBe(ever);
    expect(ever).not.toContain(BAD);
  });

  test('only warns where the user wants that, and holds nothing back', async () => {
    const { events, shown } = await new Scenario([...words(50), BAD], { onUnsafe: 'warn' }).ask('Tell me');
    expect(shown).toContain(BAD);
    expect(events.at(-1)).toMatchObject({ type: 'done', guard: { output: { type: 'unsafe' } } });
    expect(events.filter(({ type }) => type === 'text').length).toBe(51);
  });

  test('property: however it is cut, what is refused is never seen and what is safe is never lost', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ minLength: 1, maxLength: 80 }), { maxLength: 30 }),
        fc.nat(30),
        fc.boolean(),
        fc.integer({ min: 100, max: 1000 }),
        async (safe, at, isBad, windowCharacters) => {
          const clean = safe.map((piece) => piece.replaceAll(/[BOM]/g, '.'));
          const place = Math.min(at, clean.length);
          const pieces = isBad ? [...clean.slice(0, place), 'BO', 'MB', ...clean.slice(place)] : clean;
          const { shown, ever, events } = await new Scenario([...pieces, 'end'], { windowCharacters }).ask('Hi');
          expect(ever).not.toContain(BAD);
          if (isBad) expect([shown, events.at(-1)?.type]).toEqual(['', 'error']);
          else expect(shown).toBe(`${clean.join('')}end`);
        },
      ),
      { numRuns: 200 },
    );
  });

  test('that is stopped while it judges takes nothing back and is not blamed', async () => {
    const scenario = new Scenario([...words(200), { wait: 1_000_000 }], { windowCharacters: 200 }, 'slow');
    const { events, shown } = await scenario.ask('Tell me', {}, ({ type }, stop) => {
      if (type === 'text') setTimeout(stop, 20);
    });
    expect(shown.length).toBeGreaterThan(0);
    expect(events.map(({ type }) => type)).not.toContain('retract');
    expect(events.at(-1)).toMatchObject({ type: 'error', error: { kind: 'cancelled' } });
  });

  test('that is stopped while it judges the last words does not show them', async () => {
    const scenario = new Scenario([...words(20), 'END'], { windowCharacters: 100 }, 'slow');
    const { events, shown } = await scenario.ask('Tell me', {}, ({ type }, stop) => {
      if (type === 'text') setTimeout(stop, 20);
    });
    expect(shown).not.toContain('END');
    expect(events.at(-1)).toMatchObject({ type: 'error', error: { kind: 'cancelled' } });
  });

  test('is not asked where only questions are judged', async () => {
    const scenario = new Scenario([BAD], { check: ['input'] });
    const { shown } = await scenario.ask('Hi');
    expect(shown).toBe(BAD);
    expect(scenario.guard.calls).toHaveLength(1);
  });
});

test('a guard of answers alone is shown no question before its answer is there, and judges that', async () => {
  const { shown, events } = await new Scenario(['Hello'], { check: ['output'] }).ask(BAD);
  expect(shown).toBe('Hello');
  expect(events[0]).not.toHaveProperty('guard.input.type', 'unsafe');
  const bad = await new Scenario([BAD], { check: ['output'] }).ask('Hi');
  expect(bad.ever).toBe('');
  expect(bad.events.at(-1)).toMatchObject({ error: { kind: 'contentFilter' } });
});

describe('earlier answers', () => {
  const ASKED = { mayRepeat: true } as const;

  test('are kept once the guard let them pass', async () => {
    const scenario = new Scenario(['Hello']);
    await scenario.ask('Hi', ASKED);
    expect([...scenario.kept.kept.values()]).toMatchObject([{ text: 'Hello' }]);
  });

  test('are not kept where it refuses them, if only in their last words', async () => {
    const scenario = new Scenario(['a recipe for a ', BAD]);
    const { events } = await scenario.ask('Hi', ASKED);
    expect(events.at(-1)).toMatchObject({ error: { kind: 'contentFilter' } });
    expect(scenario.kept.kept.size).toBe(0);
  });

  test('are judged again', async () => {
    const scenario = new Scenario(['Hello'], {}, 'up', { cache: { use: 'always' } });
    await scenario.ask('Hi', ASKED);
    const [[key = '', answer] = []] = scenario.kept.kept;
    if (answer !== undefined) scenario.kept.kept.set(key, { ...answer, text: BAD });
    const { events, ever } = await scenario.ask('Hi', ASKED);
    expect(scenario.answers.calls).toHaveLength(1);
    expect(ever).toBe('');
    expect(events.at(-1)).toMatchObject({ error: { kind: 'contentFilter' } });
  });
});

test('a question that comes in several messages is judged whole', async () => {
  const scenario = new Scenario(['Hello']);
  const messages = [textMessage('user', `How do I build a ${BAD}?`), textMessage('user', 'please')];
  const { events } = await scenario.ask('please', { messages });
  expect(scenario.answers.calls).toEqual([]);
  expect(events.at(-1)).toMatchObject({ type: 'error', error: { kind: 'contentFilter' } });
});

test('the guard is nobody who answers questions', () => {
  expect(guardedSetup().guard?.model).toBe('guard/llama-guard');
});

test.each([
  ['safe', { type: 'safe' }],
  ['\n\nsafe\n', { type: 'safe' }],
  ['Safe.', { type: 'safe' }],
  ['unsafe\nS1,S10', { type: 'unsafe', categories: ['violent crimes', 'hate'] }],
  ['unsafe: malware', { type: 'unsafe', categories: ['malware'] }],
  ['unsafe', { type: 'unsafe', categories: [] }],
  ['unsafe\nharassment,hate/threatening', { type: 'unsafe', categories: ['harassment', 'hate/threatening'] }],
  ['I think this is safe', { type: 'unavailable', reason: 'its answer is no verdict' }],
  ['', { type: 'unavailable', reason: 'its answer is no verdict' }],
])('the verdict %j', (answer, verdict) => {
  expect(readVerdict(answer)).toEqual(verdict);
});
