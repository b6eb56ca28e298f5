import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Behaviour } from '../simulator/behaviour.ts';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';
import { ChatPanel } from './harness/chatPanel.ts';
import { describeEndToEnd } from './harness/describeEndToEnd.ts';
import { poll } from './harness/poll.ts';
import { lastRequest, simulatedSettings } from './harness/simulated.ts';
import { TextEditor } from './harness/textEditor.ts';
import { Workbench } from './harness/workbench.ts';

const MODELS = ['chat/small', 'claude/my-claude', 'gem/gemini-3.8-flash', 'resp/gpt-6-sol', 'large/large'];

const TEMPERATURES = [
  ['resp/gpt-6-sol', 'Write a short poem about rain', 'temperature'],
  ['claude/my-claude', 'Translate "good morning" into French', 'temperature'],
  ['gem/gemini-3.8-flash', 'Explain how a hash map works', 'generationConfig.temperature'],
] as const;

const LONG_QUESTION = `Summarize: ${'It rained on the hills, and the river rose by an inch. '.repeat(40)}`;
const REVIEW = 'Review this code for bugs: let x = 1';

const RETRY = ['Try Again', 'Retry When Available', 'Test Providers', 'Choose Model'];
const ELSEWHERE = ['Choose Model', 'New Chat', 'Try Again'];
const FILTERED = ['Choose Model', 'Try Again', 'Open Settings', 'New Chat'];
const CREDIT = ['Add Another Provider', 'Change Key', 'Try Again'];

/** A failure in a vendor's own words, and what the reader is told of it: who, what, and what mends it. */
const TOLD: readonly (readonly [
  behaviour: Behaviour,
  model: string,
  title: string,
  detail: string,
  actions: string[],
])[] = [
  [
    { status: 401 },
    'claude/my-claude',
    '{0} did not accept the key.',
    'invalid x-api-key',
    ['Change Key', 'Try Again'],
  ],
  [{ status: 402 }, 'claude/my-claude', '{0}: the account is out of credit.', 'credit balance is too low', CREDIT],
  [
    { status: 429, code: 'insufficient_quota' },
    'resp/gpt-6-sol',
    '{0}: the account is out of credit.',
    'You exceeded your current quota',
    CREDIT,
  ],
  [{ status: 529 }, 'claude/my-claude', '{0} is overloaded.', 'Overloaded', RETRY],
  [{ errorEventAfterTokens: 5 }, 'claude/my-claude', '{0} is overloaded.', 'Overloaded', RETRY],
  [{ status: 503 }, 'gem/gemini-3.8-flash', '{0} is overloaded.', 'The model is overloaded.', RETRY],
  [
    { status: 429, retryAfter: 20 },
    'gem/gemini-3.8-flash',
    '{0} takes no more requests for now.',
    'Resource has been exhausted',
    RETRY,
  ],
  [
    { contextWindow: 20 },
    'resp/gpt-6-sol',
    'The request is too long for {0}.',
    'exceeds the context window of this model',
    ELSEWHERE,
  ],
  [{ contextWindow: 20 }, 'claude/my-claude', 'The request is too long for {0}.', 'tokens > 20 maximum', ELSEWHERE],
  [{ blocksPrompt: true }, 'resp/gpt-6-sol', '{0} refused the content.', 'your prompt was flagged', FILTERED],
  [{ blocksPrompt: true }, 'claude/other-claude', '{0} refused the content.', 'content filtering policy', FILTERED],
  [{ blocksPrompt: true }, 'gem/gemini-3.8-flash', '{0} refused the content.', 'stopped the answer (SAFETY)', FILTERED],
  [{ htmlError: true }, 'claude/other-claude', '{0} failed on its side.', 'answered with a web page', RETRY],
  [
    { status: 404 },
    'gem/gemini-3.8-flash',
    '{0} does not exist at its provider.',
    'was not found',
    ['Open Routing Settings', 'Choose Model', 'Try Again'],
  ],
];

describeEndToEnd('What a provider refuses', () => {
  let simulator: Simulator;
  let workbench: Workbench;
  let panel: ChatPanel;

  beforeAll(async () => {
    const models = [...MODELS, 'claude/other-claude'];
    const providers = Map.groupBy(models, (id) => id.slice(0, id.indexOf('/')));
    simulator = await startSimulator({
      providers: Object.fromEntries(
        [...providers].map(([provider, ids]) => [
          provider,
          { models: Object.fromEntries(ids.map((id) => [id.slice(provider.length + 1), {}])) },
        ]),
      ),
    });
    const settings = simulatedSettings(simulator.baseUrl, models, {
      claude: 'anthropic-messages',
      gem: 'gemini',
      resp: 'openai-responses',
    });
    workbench = await Workbench.launch({
      settings: {
        ...settings,
        // Nobody knows the window of this one.
        'switchyard.models': { ...(settings['switchyard.models'] as object), 'chat/small': {} },
        'switchyard.routes': {
          write: { models: ['resp/gpt-6-sol'], temperature: 0.3 },
          translate: { models: ['claude/my-claude'], temperature: 0.3 },
          explain: { models: ['gem/gemini-3.8-flash'], temperature: 0.3 },
          summarize: ['chat/small', 'large/large'],
          review: ['resp/gpt-6-sol', 'large/large'],
          default: ['large/large'],
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
  beforeEach(async () => {
    await panel.choose('Auto');
    await panel.newChat();
  });

  test.each(TEMPERATURES)('%s: a parameter is left out at once, and from then on', async (model, question, field) => {
    script(model, { text: 'Here it is.', refuses: ['temperature'] });
    const before = simulator.requests.length;
    await panel.askAndWait(question);
    expect((await panel.text()).trim()).toBe('Here it is.');
    expect(simulator.requests.slice(before).map(temperature)).toEqual([0.3, undefined]);
    expect(await panel.routeDetails()).toContain(`${model} refused ${field}: asked again without ${model} answered`);
    expect(await panel.fallbackLines()).toEqual([]);
    const report = await shownRoute();
    expect(report).toContain(`- Attempt 1: \`${model}\`: refused \`${field}\` - `);
    expect(report).toContain(`- Attempt 2: \`${model}\`, without \`${field}\`, which it refuses - `);

    await panel.askAndWait(question);
    expect(simulator.requests.slice(before + 2).map(temperature)).toEqual([undefined]);
    expect(await panel.routeDetails()).toContain(`asked without ${field}, which it refuses`);
  });

  test('a window that is too small: the next larger one answers, and the small one is not asked again', async () => {
    script('chat/small', { contextWindow: 300 });
    script('large/large', { text: 'It is about rain.' });
    await panel.askAndWait(LONG_QUESTION);
    expect((await panel.text()).trim()).toBe('It is about rain.');
    expect(await panel.fallbackLines()).toEqual(['small: context too long → large']);
    const report = await shownRoute();
    expect(report).toMatch(/Attempt 1: `chat\/small`: contextLength: .* 300 tokens/);
    expect(report).toContain('Attempt 2: `large/large`');
    expect(report).toContain('`large/large` finished with `stop` after 2 attempt(s)');

    const before = simulator.requests.length;
    await panel.askAndWait(LONG_QUESTION);
    expect(simulator.requests.slice(before).map(({ model }) => model)).toEqual(['large']);
    expect(await panel.routeDetails()).toMatch(/Left out chat\/small needs about \d+ tokens, its window holds 300/);
  });

  test("what one provider's filter refuses is shown to the next only where the user wants that", async () => {
    script('resp/gpt-6-sol', { blocksPrompt: true });
    script('large/large', { text: 'It looks good.' });
    const before = simulator.requests.length;
    await panel.askAndWait(REVIEW);
    expect((await panel.problem()).title).toBe('resp/gpt-6-sol refused the content.');
    expect(simulator.requests.slice(before).map(({ provider }) => provider)).toEqual(['resp']);

    // A repository must not hand a question over that its reader would have kept.
    await workbench.setWorkspaceSettings({
      'switchyard.resilience': { contentFilterToNext: true },
      // Seen to be in force before anything is asked.
      'switchyard.routes': { translate: ['large/large'] },
    });
    await poll('the workspace settings are in force', async () => {
      await panel.newChat();
      await panel.askAndWait('Translate "cat" into German');
      return lastRequest(simulator)?.provider === 'large';
    });
    await panel.newChat();
    await panel.askAndWait(REVIEW);
    expect(lastRequest(simulator)?.provider).toBe('resp');

    await workbench.setSettings({ 'switchyard.resilience': { cooldownMs: 0, contentFilterToNext: true } });
    await poll('the new setting is in force', async () => {
      await panel.newChat();
      await panel.askAndWait(REVIEW);
      return lastRequest(simulator)?.provider === 'large';
    });
    expect((await panel.text()).trim()).toBe('It looks good.');
    expect(await panel.fallbackLines()).toEqual(['gpt-6-sol: content filter → large']);
    await workbench.setWorkspaceSettings({ 'switchyard.resilience': undefined, 'switchyard.routes': undefined });
    await workbench.setSettings({ 'switchyard.resilience': { cooldownMs: 0 } });
  });

  test('an answer that a filter ends keeps its words, and says so', async () => {
    script('large/large', { text: 'The first words, and no more.', finishReason: 'content_filter' });
    await panel.askAndWait('Hello there');
    expect((await panel.text()).trim()).toBe('The first words, and no more.');
    expect(await panel.routeDetails()).toContain('large/large content filter');
    const { title, detail, actions } = await panel.problem();
    expect(title).toBe('large/large refused the content.');
    expect(detail).toBe('its content filter stopped the answer (content_filter)');
    expect(actions).toEqual(FILTERED);
  });

  test.each(TOLD)('%j of %s is told: %s', async (behaviour, model, title, detail, actions) => {
    script(model, behaviour);
    await panel.choose(model.slice(model.indexOf('/') + 1));
    await panel.askAndWait('Hello there');
    const problem = await panel.problem();
    script(model, {});
    expect(problem.title).toBe(title.replace('{0}', model));
    expect(problem.detail).toContain(detail);
    expect(problem.detail).not.toMatch(/[{}]|<\w|undefined|\bat \w+ \(/);
    expect(problem.actions).toEqual(actions);
  });

  function script(id: string, behaviour: Behaviour): void {
    const [provider = '', model = ''] = id.split('/');
    simulator.script(provider, model, behaviour);
  }

  function temperature({ body }: { readonly body: unknown }): unknown {
    const fields = body as { temperature?: number; generationConfig?: { temperature?: number } };
    return fields.temperature ?? fields.generationConfig?.temperature;
  }

  /** What *Show Route* says, in one line: the editor breaks long ones. */
  async function shownRoute(): Promise<string> {
    await workbench.runCommand('Switchyard: Show Route of Last Answer');
    const text = await new TextEditor(workbench).text(/Route .*\.md/);
    await workbench.runCommand('View: Close Editor');
    return text.replace(/\s+/g, ' ');
  }
});
