import { describe, expect, test } from 'vitest';
import type { ChatEvent } from '../../src/core/chat/chatEvent.ts';
import { SwitchyardError } from '../../src/core/chat/errors.ts';
import { textMessage } from '../../src/core/chat/message.ts';
import { Scenario } from '../fakes/scenario.ts';
import { fault, type Step } from '../fakes/scriptedProvider.ts';

const OK: Step[] = ['Hi', { usage: { inputTokens: 10, outputTokens: 2 } }, { finish: 'stop' }];
const PRICE = { input: 1, output: 2 };

describe('a field that a model refuses', () => {
  const refusing = () => new Scenario({ a: [[fault('badRequest', { refusedField: 'temperature' })], OK], b: OK });

  test('is dropped, and the same model asked again', async () => {
    expect(await refusing().run()).toEqual([
      '0 decision a/m b/m c/m',
      '0 attempt 1 a/m',
      '0 attempt 2 a/m without temperature',
      '0 text "Hi"',
      '0 done a/m stop 0.000014 priced in 2',
    ]);
  });

  test('is left out of every later request, which says so', async () => {
    const scenario = refusing();
    await scenario.run();
    let decision: ChatEvent | undefined;
    const log = await scenario.run(
      {},
      {
        onEvent: (event) => {
          decision ??= event;
        },
      },
    );
    expect(log[1]).toContain('attempt 1 a/m without temperature');
    expect(decision).toMatchObject({
      targets: [{ reasons: [expect.any(String), 'asked without temperature, which it refuses'] }, {}, {}],
    });
    expect(scenario.providers.a?.calls.map((call) => call.without)).toEqual([
      undefined,
      ['temperature'],
      ['temperature'],
    ]);
  });

  test('that is refused although it was left out ends the request', async () => {
    const scenario = new Scenario({ a: [fault('badRequest', { refusedField: 'seed' })], b: OK });
    expect((await scenario.run()).slice(1)).toEqual([
      '0 attempt 1 a/m',
      '0 attempt 2 a/m without seed',
      '0 error badRequest [a/m badRequest]',
    ]);
  });

  test('does not count as the second try that a server error is given', async () => {
    const scenario = new Scenario(
      { a: [[fault('badRequest', { refusedField: 'seed' })], [fault('server')], OK] },
      { resilience: { retryServerErrorOnce: true } },
    );
    expect((await scenario.run()).at(-1)).toBe('0 done a/m stop 0.000014 priced in 3');
  });
});

describe('a value that a model refuses', () => {
  const tooMuch = { refusedField: 'max_tokens', refusedValue: true, maxOutputTokens: 8192 } as const;
  const asked = (scenario: Scenario) =>
    scenario.providers.a?.calls.map(({ maxOutputTokens, without }) => [maxOutputTokens, without]);

  test('is held to what the model says it writes, at once and ever after', async () => {
    const scenario = new Scenario({ a: [[fault('badRequest', tooMuch)], OK] });
    const parameters = { maxOutputTokens: 100_000 };
    expect((await scenario.run({ parameters })).at(-1)).toBe('0 done a/m stop 0.000014 priced in 2');
    await scenario.run({ parameters: { maxOutputTokens: 300 } });
    await scenario.run({ parameters });
    expect(asked(scenario)).toEqual([
      [100_000, undefined],
      [8192, undefined],
      [300, undefined],
      [8192, undefined],
    ]);
  });

  test('is left out of this request only where no number was told', async () => {
    const hot = { refusedField: 'temperature', refusedValue: true } as const;
    const scenario = new Scenario({ a: [[fault('badRequest', hot)], OK] });
    await scenario.run({ parameters: { temperature: 1.9 } });
    await scenario.run({ parameters: { temperature: 0.5 } });
    expect(scenario.providers.a?.calls.map(({ without }) => without)).toEqual([undefined, ['temperature'], undefined]);
  });

  test('is dropped after all where the model refuses its own number', async () => {
    const scenario = new Scenario({ a: [[fault('badRequest', tooMuch)], [fault('badRequest', tooMuch)], OK] });
    await scenario.run({ parameters: { maxOutputTokens: 100_000 } });
    expect(asked(scenario)?.at(-1)).toEqual([8192, ['max_tokens']]);
  });
});

describe('a request that is too long for a model', () => {
  const windows = {
    models: {
      'a/m': { price: PRICE, contextWindow: 8000 },
      'b/m': { price: PRICE, contextWindow: 4000 },
      'c/m': { price: PRICE, contextWindow: 32_000 },
    },
  };

  const long = { prompt: 'word '.repeat(5000) };

  test('goes to the next one with a larger window', async () => {
    const scenario = new Scenario({ a: [fault('contextLength')], b: OK, c: OK }, windows);
    expect((await scenario.run(long)).slice(1)).toEqual([
      '0 attempt 1 a/m',
      '0 fallback a/m → c/m: contextLength after 0',
      '0 attempt 2 c/m',
      '0 text "Hi"',
      '0 done c/m stop 0.000014 priced in 2',
    ]);
  });

  test('goes to any other where it is far from too long, the larger ones first: the vendor means another limit', async () => {
    const scenario = new Scenario({ a: [fault('contextLength')], b: OK, c: [fault('server')] }, windows);
    const log = await scenario.run();
    expect(log.filter((line) => line.includes('fallback'))).toEqual([
      '0 fallback a/m → c/m: contextLength after 0',
      '0 fallback c/m → b/m: server after 0',
    ]);
  });

  test("teaches nothing against the user's own setting", async () => {
    const scenario = new Scenario({ a: [[fault('contextLength', { contextWindow: 5000 })], OK], c: OK }, windows);
    await scenario.run(long);
    expect((await scenario.run(long))[0]).toContain('decision a/m');
  });

  test('is not sent again to a model that told its window', async () => {
    const scenario = new Scenario({ a: [fault('contextLength', { contextWindow: 4000 })], b: OK });
    await scenario.run(long);
    expect((await scenario.run(long))[0]).toContain('decision b/m c/m');
  });

  test('teaches the window that the message names', async () => {
    const scenario = new Scenario({ a: [fault('contextLength', { contextWindow: 40_000 })], b: OK, c: OK }, windows);
    expect((await scenario.run()).at(-1)).toBe(
      '0 error contextLength [a/m contextLength, b/m contextLength, c/m contextLength]',
    );
    expect(scenario.memory.facts('a/m')).toEqual({ contextWindow: 40_000 });
  });
});

describe('an answer that a content filter stopped', () => {
  const filtered: Step[] = ['Half', { usage: { inputTokens: 10, outputTokens: 2 } }, { finish: 'contentFilter' }];
  const allowed = { resilience: { contentFilterToNext: true } };

  test('ends the request unless the user allows the next provider', async () => {
    expect((await new Scenario({ a: filtered, b: OK }).run()).at(-1)).toBe(
      '0 done a/m contentFilter 0.000014 priced in 1',
    );
  });

  test('is taken back and asked of the next provider where the user allows it', async () => {
    expect((await new Scenario({ a: filtered, b: OK }, allowed).run()).slice(2)).toEqual([
      '0 text "Half"',
      '0 fallback a/m → b/m: contentFilter after 4',
      '0 retract 4',
      '0 attempt 2 b/m',
      '0 text "Hi"',
      '0 done b/m stop 0.000028 priced in 2',
    ]);
  });

  test('ends the request where a reader cannot take it back: nobody goes on with it', async () => {
    const reader = { retractable: false };
    const politely = new Scenario({ a: filtered, b: OK }, allowed);
    expect((await politely.run(reader)).at(-1)).toBe('0 done a/m contentFilter 0.000014 priced in 1');
    const brokenOff = new Scenario({ a: ['Half', fault('contentFilter')], b: OK }, allowed);
    expect((await brokenOff.run(reader)).at(-1)).toBe('0 error contentFilter [a/m contentFilter]');
    expect([politely.providers.b?.calls, brokenOff.providers.b?.calls]).toEqual([[], []]);
  });

  test('goes to the next provider for such a reader too where it stopped no word', async () => {
    const scenario = new Scenario({ a: ['Ha', fault('network')], b: [fault('contentFilter')], c: OK }, allowed);
    expect((await scenario.run({ retractable: false })).at(-1)).toContain('done c/m stop');
  });

  test('never goes to another model of the same provider', async () => {
    const settings = { ...allowed, routes: { default: ['a/m', 'a/n'] }, models: { 'a/m': {}, 'a/n': {} } };
    const scenario = new Scenario({ a: [fault('contentFilter')] }, settings);
    expect((await scenario.run()).at(-1)).toBe('0 error contentFilter [a/m contentFilter]');
  });
});

describe('how an answer ends', () => {
  test('a success without a word and without usage is none', async () => {
    expect((await new Scenario({ a: [{ finish: 'stop' }], b: OK }).run())[2]).toBe(
      '0 fallback a/m → b/m: protocol after 0',
    );
  });

  test('an empty answer that was billed is one', async () => {
    const empty: Step[] = [{ usage: { inputTokens: 5 } }, { finish: 'stop' }];
    expect((await new Scenario({ a: empty }).run()).at(-1)).toBe('0 done a/m stop 0.000005 priced in 1');
  });

  test('an ordinary end with tool calls finishes as toolCalls', async () => {
    const call: Step = { say: { type: 'toolCall', index: 0, id: '1', name: 'f', argumentsDelta: '{}' } };
    expect((await new Scenario({ a: [call, ...OK] }).run()).at(-1)).toContain('done a/m toolCalls');
  });

  test('a fault in the stream fails over, and the usage after it is billed', async () => {
    const broken: Step[] = [
      'Half',
      { say: { type: 'fault', error: new SwitchyardError('overloaded', 'Overloaded') } },
      ' never shown',
      { usage: { inputTokens: 100, outputTokens: 50 } },
    ];
    const scenario = new Scenario({ a: broken, b: OK });
    expect((await scenario.run()).slice(2, 5)).toEqual([
      '0 text "Half"',
      '0 fallback a/m → b/m: overloaded after 4',
      '0 retract 4',
    ]);
    expect(scenario.rows[0]).toBe('a/m overloaded 100+50 200000');
  });

  test('a fault with nothing after it is not waited out', async () => {
    const error = new SwitchyardError('overloaded', 'Overloaded');
    const silent: Step[] = ['Half', { say: { type: 'fault', error } }, { deaf: true }];
    expect((await new Scenario({ a: silent, b: OK }).run())[3]).toBe('200 fallback a/m → b/m: overloaded after 4');
  });

  test('whoever stops while the usage of a failure is waited for sees no other model', async () => {
    const error = new SwitchyardError('overloaded', 'Overloaded');
    const silent: Step[] = ['Half', { say: { type: 'fault', error } }, { deaf: true }];
    const log = await new Scenario({ a: silent, b: OK }).run({}, { stopAfterMs: 100 });
    expect(log.slice(3)).toEqual([expect.stringMatching(/^\d+ error cancelled/)]);
  });

  test('a fault after the finish is believed, a silence is not', async () => {
    const error = new SwitchyardError('server', 'billing failed');
    const late: Step[] = ['x', { finish: 'stop' }, { say: { type: 'fault', error } }];
    expect((await new Scenario({ a: late, b: OK }).run())[3]).toContain('fallback a/m → b/m: server');
    const silent: Step[] = ['x', { finish: 'stop' }, { deaf: true }];
    expect((await new Scenario({ a: silent }).run()).at(-1)).toContain('done a/m stop');
  });
});

describe("a turn in its vendor's own form", () => {
  const signed: Step[] = ['Hi', { say: { type: 'verbatim', content: { signature: 'abc' } } }, { finish: 'stop' }];

  test('comes with the end of the answer, and goes back to the same model only', async () => {
    const scenario = new Scenario({ a: signed, b: OK });
    let verbatim: unknown;
    const onEvent = (event: ChatEvent) => {
      if (event.type === 'done') verbatim = event.verbatim;
    };
    await scenario.run({}, { onEvent });
    expect(verbatim).toEqual({ model: 'a/m', content: { signature: 'abc' } });
    const turn = { ...textMessage('assistant', 'Hi'), verbatim: { model: 'a/m', content: 1 } };
    await scenario.run({ history: [turn] });
    await scenario.run({ history: [turn], model: 'b/m' });
    expect(scenario.providers.a?.calls[1]?.messages).toContainEqual(turn);
    expect(scenario.providers.b?.calls[0]?.messages).toContainEqual(textMessage('assistant', 'Hi'));
  });
});
