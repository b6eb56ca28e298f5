import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Behaviour, ModelFacts } from '../simulator/behaviour.ts';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';
import { ChatPanel } from './harness/chatPanel.ts';
import { describeEndToEnd } from './harness/describeEndToEnd.ts';
import { poll } from './harness/poll.ts';
import { lastRequest, PRICE, simulatedSettings } from './harness/simulated.ts';
import { textOf } from './harness/textOf.ts';
import { Workbench } from './harness/workbench.ts';

const THOUGHT = 'Two plus two first, then the rest: the borders matter most here.';
const facts: ModelFacts = { price: PRICE };

/** One model for each dialect, under the name of a kind that thinks and shows it where there is one. */
const MODELS = {
  chat: 'deepseek-reasoner',
  claude: 'claude-opus-5-5',
  gem: 'gemini-3.8-flash',
  resp: 'gpt-6-sol',
  azure: 'our-deployment',
} as const;
type ProviderId = keyof typeof MODELS;
const modelId = (provider: ProviderId) => `${provider}/${MODELS[provider]}`;

/** The simulator takes Azure's old paths with an `api-version` only. */
const ANSWERS = [
  { provider: 'claude', path: '/v1/messages', thinks: true },
  { provider: 'gem', path: '/v1beta/models/gemini-3.8-flash:streamGenerateContent', thinks: true },
  { provider: 'resp', path: '/v1/responses', thinks: true },
  { provider: 'chat', path: '/v1/chat/completions', thinks: true },
  { provider: 'azure', path: '/openai/deployments/our-deployment/chat/completions', thinks: false },
] as const;

/** Every dialect once as the one that breaks off, each in another way, and once as the one that takes over. */
const HANDOVERS: readonly (readonly [task: string, from: ProviderId, to: ProviderId, how: Behaviour])[] = [
  ['Translate "good morning" into French', 'claude', 'gem', { errorEventAfterTokens: 12 }],
  ['Explain how a hash map works', 'gem', 'resp', { cutAfterTokens: 12 }],
  ['Summarize the plot of Hamlet', 'resp', 'azure', { endAfterTokens: 12 }],
  ['Write a short poem about rain', 'azure', 'chat', { errorEventAfterTokens: 12 }],
  ['Extract all names from: Ann met Bob', 'chat', 'claude', { cutAfterTokens: 12 }],
];

const FIRST_HALF = 'These first words come from a model that will not get far before something happens to it.';

describeEndToEnd('Every dialect', () => {
  let simulator: Simulator;
  let workbench: Workbench;
  let panel: ChatPanel;

  beforeAll(async () => {
    simulator = await startSimulator({
      providers: Object.fromEntries(
        Object.entries(MODELS).map(([provider, model]) => [
          provider,
          { models: { [model]: {} }, facts: { [model]: facts } },
        ]),
      ),
    });
    const { 'switchyard.providers': providers, ...settings } = simulatedSettings(
      simulator.baseUrl,
      Object.keys(MODELS).map((provider) => modelId(provider as ProviderId)),
      { claude: 'anthropic-messages', gem: 'gemini', resp: 'openai-responses' },
    );
    const azure = { baseUrl: simulator.baseUrl('azure', 'azure'), auth: 'none', apiVersion: '2024-10-21' };
    workbench = await Workbench.launch({
      settings: {
        ...settings,
        'switchyard.providers': { ...(providers as object), azure },
        'switchyard.routes': {
          translate: [modelId('claude'), modelId('gem')],
          explain: [modelId('gem'), modelId('resp')],
          summarize: [modelId('resp'), modelId('azure')],
          write: [modelId('azure'), modelId('chat')],
          extract: [modelId('chat'), modelId('claude')],
          default: [modelId('claude')],
        },
        'switchyard.resilience': { cooldownMs: 0 },
      },
    });
    panel = new ChatPanel(workbench);
    await workbench.openSwitchyard();
    await panel.input();
  });
  afterAll(async () => {
    await workbench?.close();
    await simulator?.close();
  });

  test.each(ANSWERS)(
    '$provider answers: thoughts folded, text, and the cost that its vendor bills',
    async (dialect) => {
      const { provider, path, thinks } = dialect;
      script(provider, { text: `Here is **${provider}**.`, ...(thinks ? { reasoning: THOUGHT } : {}) });
      await panel.choose(MODELS[provider]);
      await panel.newChat();
      await panel.askAndWait('Hello there');
      expect((await panel.text()).trim()).toBe(`Here is ${provider}.`);
      expect(lastRequest(simulator)?.path).toBe(path);

      const [, cost] = /· \$(0\.\d+) · [\d.]+ m?s$/.exec(await panel.routeLine()) ?? [];
      expect(Number(cost)).toBeCloseTo(simulator.bills(provider).at(-1)?.usd ?? 0, 6);
      expect(await panel.routeDetails()).toContain('from the price list');
      expect(await workbench.statusBarText()).toContain(`${MODELS[provider]} · $`);
      const spent = Number(/\$([\d.]+)$/.exec(await workbench.statusBarText())?.[1]);
      const all = Object.keys(MODELS).reduce((sum, id) => sum + billed(id as ProviderId), 0);
      expect(spent).toBeCloseTo(all, 5);

      const reasoning = await panel.part('details.reasoning');
      expect(await reasoning.count()).toBe(thinks ? 1 : 0);
      if (!thinks) return;
      expect(await textOf(reasoning)).not.toContain(THOUGHT);
      await reasoning.locator('summary').click();
      await poll('the thoughts are shown', async () => (await textOf(reasoning)).includes(THOUGHT));
    },
  );

  test.each(HANDOVERS)('%s: %s breaks off, and %s answers from the start', async (question, from, to, how) => {
    const whole = `The answer of ${to} is whole.`;
    script(from, { text: FIRST_HALF, tokensPerSecond: 25, ...how });
    // Long enough to see that nothing is there meanwhile, also on a busy machine.
    script(to, { text: whole, firstTokenMs: 1500 });
    await panel.choose('Auto');
    await panel.newChat();
    await panel.ask(question);
    await panel.waitForText(/These first words/);
    await poll('the words of the first model are gone', async () => (await panel.text()).trim() === '');
    await panel.answered(1);
    expect((await panel.text()).trim()).toBe(whole);
    expect(await panel.fallbackLines()).toEqual([expect.stringMatching(`^${MODELS[from]}: .+ → ${MODELS[to]}$`)]);
    expect(await panel.routeLine()).toContain(MODELS[to]);
    // What broke off is paid for, too. Only Gemini counts its tokens with every piece.
    const details = await panel.routeDetails();
    const estimated = details.includes('partly from estimated tokens');
    expect(estimated).toBe(from !== 'gem');
    const both = (simulator.bills(from).at(-1)?.usd ?? 0) + (simulator.bills(to).at(-1)?.usd ?? 0);
    const cost = Number(/Cost ≈?\$([\d.]+)/.exec(details)?.[1]);
    expect(Math.abs(cost / both - 1), `${cost} of ${both}`).toBeLessThan(estimated ? 0.3 : 0.01);
    expect(await (await panel.locator('.problem-card')).count()).toBe(0);
  });

  test("a model's thoughts go back to it with their signature, also after the window was reloaded", async () => {
    script('claude', { text: 'I have thought about it.', reasoning: THOUGHT, bindsThinking: true });
    await panel.choose('Auto');
    await panel.newChat();
    const before = simulator.requests.length;
    await panel.askAndWait('Hello there');
    await panel.askAndWait('Hello again');
    expect(thoughtsSentBack()).toEqual([THOUGHT]);
    await workbench.reload();
    await workbench.openSwitchyard();
    await panel.answered(2);
    await panel.askAndWait('Are you still there?');
    expect(thoughtsSentBack()).toEqual([THOUGHT, THOUGHT]);
    expect((await panel.text()).trim()).toBe('I have thought about it.');
    // None was refused: a thought without its signature, or behind other words, is answered with 400.
    expect(simulator.requests).toHaveLength(before + 3);
    expect(await panel.fallbackLines()).toEqual([]);
  });

  test('a question of another kind leaves what stood before the thoughts as it was: they go back with it', async () => {
    const before = simulator.requests.length;
    await panel.askAndWait('My build fails with an error: fix it');
    expect((await panel.text()).trim()).toBe('I have thought about it.');
    expect(simulator.requests).toHaveLength(before + 1);
    expect(thoughtsSentBack()).toEqual([THOUGHT, THOUGHT, THOUGHT]);
    expect(await panel.fallbackLines()).toEqual([]);
  });

  function script(provider: ProviderId, behaviour: Behaviour): void {
    simulator.script(provider, MODELS[provider], behaviour);
  }

  function billed(provider: ProviderId): number {
    return simulator.bills(provider).reduce((sum, { usd }) => sum + usd, 0);
  }

  function thoughtsSentBack(): unknown[] {
    const { messages = [] } = (lastRequest(simulator)?.body ?? {}) as {
      messages?: { role: string; content: { thinking?: string }[] }[];
    };
    return messages.filter(({ role }) => role === 'assistant').map(({ content }) => content[0]?.thinking);
  }
});
