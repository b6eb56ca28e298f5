import type { ChatEvent } from '../../../src/core/chat/chatEvent.ts';
import type { ChatRequest } from '../../../src/core/chat/chatRequest.ts';
import { SwitchyardError } from '../../../src/core/chat/errors.ts';
import { messageText } from '../../../src/core/chat/message.ts';
import type { Provider, ProviderCall, ProviderEvent } from '../../../src/core/ports/provider.ts';
import { routeChat } from '../../../src/core/routing/routeChat.ts';
import type { Setup } from '../../../src/core/routing/setup.ts';
import { Scenario as PlainScenario } from '../../fakes/scenario.ts';
import { ScriptedProvider } from '../../fakes/scriptedProvider.ts';
import { testSetup } from '../../fakes/testSetup.ts';

const HTTPS = { api: 'openai-chat', baseUrl: 'https://example.test/v1' };
const PRICE = { price: { input: 1, output: 2 } };

/** Two providers that answer and a guard, all of them with these facts. */
export function guardedSetup(guard: Record<string, unknown> = {}, providers: Record<string, object> = {}): Setup {
  const provider = (id: string) => ({ ...HTTPS, ...providers[id] });
  return testSetup({
    providers: { a: provider('a'), b: provider('b'), guard: provider('guard') },
    models: { 'a/m': PRICE, 'b/m': PRICE },
    guard: { model: 'guard/llama-guard', ...guard },
  });
}

type GuardState = 'up' | 'down' | 'talks';

/** Says `unsafe` where the last message names a bomb. */
class FakeGuard implements Provider {
  readonly calls: ProviderCall[] = [];
  readonly #state: GuardState;

  constructor(state: GuardState) {
    this.#state = state;
  }

  async *stream(call: ProviderCall): AsyncGenerator<ProviderEvent, void> {
    this.calls.push(call);
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
  readonly #plain = new PlainScenario({});
  readonly #setup: Setup;

  constructor(
    pieces: readonly string[],
    guard: Record<string, unknown> = {},
    state: GuardState = 'up',
    providers: Record<string, object> = {},
  ) {
    this.#setup = guardedSetup(guard, providers);
    this.guard = new FakeGuard(state);
    this.answers = new ScriptedProvider({ m: [...pieces, { finish: 'stop' }] }, this.#plain.clock);
  }

  /** The events, what is shown at the end, and all that was ever shown. */
  async ask(
    prompt: string,
    changes: Partial<ChatRequest> = {},
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
    const tools = { ...this.#plain.tools, providers };
    for await (const event of routeChat(request, this.#setup, tools, new AbortController().signal)) {
      events.push(event);
      if (event.type === 'text') {
        shown += event.delta;
        ever += event.delta;
      } else if (event.type === 'retract') shown = shown.slice(0, shown.length - event.characters);
    }
    return { events, shown, ever };
  }
}
