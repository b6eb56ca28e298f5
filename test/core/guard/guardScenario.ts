import type { ChatEvent } from '../../../src/core/chat/chatEvent.ts';
import type { ChatRequest } from '../../../src/core/chat/chatRequest.ts';
import { SwitchyardError } from '../../../src/core/chat/errors.ts';
import { messageText } from '../../../src/core/chat/message.ts';
import type { Provider, ProviderCall, ProviderEvent } from '../../../src/core/ports/provider.ts';
import { routeChat } from '../../../src/core/routing/routeChat.ts';
import type { Setup } from '../../../src/core/routing/setup.ts';
import { leakDetector } from '../../../src/privacy/detectLeaks.ts';
import { FakeAnswers } from '../../fakes/fakeAnswers.ts';
import { Scenario as PlainScenario } from '../../fakes/scenario.ts';
import { ScriptedProvider, type Step } from '../../fakes/scriptedProvider.ts';
import { testSetup } from '../../fakes/testSetup.ts';

const HTTPS = { api: 'openai-chat', baseUrl: 'https://example.test/v1' };
const PRICE = { price: { input: 1, output: 2 } };

/** Two providers that answer and a guard. */
export function guardedSetup(guard: Record<string, unknown> = {}, settings: Record<string, unknown> = {}): Setup {
  return testSetup({
    providers: { a: HTTPS, b: HTTPS, guard: HTTPS },
    models: { 'a/m': PRICE, 'b/m': PRICE, 'guard/llama-guard': PRICE, 'guard/judge': PRICE },
    routes: { default: ['a/m', 'b/m'] },
    guard: { model: 'guard/llama-guard', ...guard },
    ...settings,
  });
}

/** Settings in which `a` may have what is confidential, and the guard's provider learns from what it gets. */
export const CURIOUS_GUARD = {
  providers: {
    a: { ...HTTPS, dataPolicy: { trainsOnData: false } },
    b: HTTPS,
    guard: { ...HTTPS, dataPolicy: { trainsOnData: true } },
  },
};

/** `slow`: never says anything of an answer, until it is stopped. */
type GuardState = 'up' | 'down' | 'talks' | 'slow';

/** Says `unsafe` where the last message names a bomb. */
class FakeGuard implements Provider {
  readonly calls: ProviderCall[] = [];
  readonly #state: GuardState;

  constructor(state: GuardState) {
    this.#state = state;
  }

  /** All that it was ever sent. */
  get heard(): string {
    return this.calls.flatMap(({ messages }) => messages.map(messageText)).join('\n');
  }

  async *stream(call: ProviderCall, signal: AbortSignal): AsyncGenerator<ProviderEvent, void> {
    this.calls.push(call);
    if (this.#state === 'slow' && this.calls.length > 2) {
      await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    }
    if (this.#state === 'down') throw new SwitchyardError('server', 'out of order');
    const last = call.messages.at(-1);
    const isBad = last !== undefined && messageText(last).includes('BOMB');
    yield { type: 'text', delta: this.#state === 'talks' ? 'Well, ' : isBad ? 'unsafe\nS9' : 'safe' };
    yield { type: 'finish', reason: 'stop' };
  }
}

/** One question to a window whose models are guarded. */
export class Scenario {
  readonly guard: FakeGuard;
  readonly answers: ScriptedProvider;
  readonly plain = new PlainScenario({});
  readonly kept = new FakeAnswers();
  setup: Setup;

  constructor(
    pieces: readonly Step[],
    guard: Record<string, unknown> = {},
    state: GuardState = 'up',
    settings: Record<string, unknown> = {},
  ) {
    this.setup = guardedSetup(guard, settings);
    this.guard = new FakeGuard(state);
    this.answers = new ScriptedProvider({ m: [...pieces, { finish: 'stop' }] }, this.plain.clock);
  }

  /** The events, what is shown at the end, and all that was ever shown. */
  async ask(
    prompt: string,
    changes: Partial<ChatRequest> = {},
    onEvent: (event: ChatEvent, stop: () => void) => void = () => {},
  ): Promise<{ events: ChatEvent[]; shown: string; ever: string }> {
    const providers = { get: async (id: string) => (id === 'guard' ? this.guard : this.answers) };
    const request: ChatRequest = {
      id: 'r',
      source: 'test',
      prompt,
      context: {},
      history: [],
      task: 'chat',
      retractable: true,
      ...changes,
    };
    const events: ChatEvent[] = [];
    let [shown, ever] = ['', ''];
    const tools = { ...this.plain.tools, providers, answers: this.kept, detectLeaks: leakDetector() };
    const controller = new AbortController();
    for await (const event of routeChat(request, this.setup, tools, controller.signal)) {
      events.push(event);
      onEvent(event, () => controller.abort());
      if (event.type === 'text') {
        shown += event.delta;
        ever += event.delta;
      } else if (event.type === 'retract') shown = shown.slice(0, shown.length - event.characters);
    }
    return { events, shown, ever };
  }
}
