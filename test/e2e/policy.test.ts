import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SimulatedRequest } from '../simulator/simulatedRequest.ts';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';
import { ChatPanel } from './harness/chatPanel.ts';
import { describeEndToEnd } from './harness/describeEndToEnd.ts';
import { poll } from './harness/poll.ts';
import { lastRequest, simulatedSettings, wordsOf } from './harness/simulated.ts';
import { TextEditor } from './harness/textEditor.ts';
import { Workbench } from './harness/workbench.ts';

const MODERATE =
  'Write a Python script that downloads all images of a web page concurrently, retries failures with back-off and writes a CSV report';
const SIMPLE = 'Write a function that adds two numbers';
const OPEN = 'and the other one';
const MODELS = {
  'thrifty/tiny': { price: { input: 0.05, output: 0.2 }, tier: 'budget' },
  'middle/mid': { price: { input: 1, output: 4 }, tier: 'standard' },
  'quick/dash': { price: { input: 1.5, output: 6 }, tier: 'standard' },
  'grand/big': { price: { input: 5, output: 25 }, tier: 'premium' },
};

/** Says what a request is where that is asked, and answers everything else. */
const text = ({ messages }: SimulatedRequest) =>
  /You tell what a user's message asks for/.test(messages.map(({ content }) => content).join())
    ? '{"task": "translate", "difficulty": "simple"}'
    : 'This is an answer of some length, so that its model has a pace: one word comes after the other, until it ends here.';

describeEndToEnd('The policy', () => {
  let simulator: Simulator;
  let workbench: Workbench;
  let panel: ChatPanel;

  beforeAll(async () => {
    simulator = await startSimulator({
      providers: Object.fromEntries(
        Object.keys(MODELS).map((id) => {
          const [provider = '', model = ''] = id.split('/');
          return [provider, { models: { [model]: { text } } }];
        }),
      ),
    });
    workbench = await Workbench.launch({
      settings: { ...simulatedSettings(simulator.baseUrl, Object.keys(MODELS)), 'switchyard.models': MODELS },
    });
    panel = new ChatPanel(workbench);
    await workbench.openSwitchyard();
    await panel.input();
  });
  afterAll(async () => {
    await workbench?.close();
    await simulator?.close();
  });

  const askedOf = (model: string) => simulator.requests.filter((request) => request.model === model);
  async function answersFirst(question: string): Promise<string | undefined> {
    await panel.newChat();
    await panel.askAndWait(question);
    return lastRequest(simulator)?.model;
  }
  async function set(settings: Record<string, unknown>): Promise<void> {
    await workbench.setSettings(settings);
  }
  /** What the ledger has of calls that asked what a question is. */
  function recognitions(): { model: string; outcome: string; nano: number }[] {
    const storage = join(workbench.folders.userDataDir, 'User', 'globalStorage', 'switchyard.switchyard');
    const db = new DatabaseSync(join(storage, 'ledger.db'), { readOnly: true });
    try {
      const sql = "SELECT model, outcome, cost_nano AS nano FROM attempts WHERE source = 'recognition' ORDER BY id";
      return db.prepare(sql).all() as ReturnType<typeof recognitions>;
    } finally {
      db.close();
    }
  }

  test('chooses by what the user wants most, and says why', async () => {
    await panel.choose('dash');
    for (const word of ['Hello', 'Hello again', 'And again']) await panel.askAndWait(word);
    expect(askedOf('dash')).toHaveLength(3);
    await panel.choose('Auto');
    const chosen: Record<string, string | undefined> = {};
    for (const objective of ['cheapest', 'best', 'fastest', 'balanced']) {
      await set({ 'switchyard.objective': objective });
      chosen[objective] = await answersFirst(MODERATE);
    }
    expect(chosen).toEqual({ cheapest: 'tiny', best: 'big', fastest: 'dash', balanced: 'mid' });
    expect(await panel.routeLine()).toContain('mid · is a medium model');
    expect(await panel.routeDetails()).toContain(
      'Code, moderate: mid is a medium model, at a sixth of the price of big',
    );
    await workbench.screenshot('policy-1-balanced');
  });

  test('keeps a conversation with its model while its task stays alike, and lets another task go elsewhere', async () => {
    expect(await answersFirst(SIMPLE)).toBe('tiny');
    expect(await answersFirst(MODERATE)).toBe('mid');
    await panel.askAndWait(SIMPLE);
    expect(lastRequest(simulator)?.model).toBe('mid');
    expect(await panel.routeDetails()).toContain('this chat stays with mid');
    await workbench.screenshot('policy-2-stays');
    await panel.askAndWait('Translate "good morning" into German');
    expect(lastRequest(simulator)?.model).toBe('tiny');
    expect(await panel.routeDetails()).toContain('mid answered before, but this is another kind of task');
  });

  test('asks a model what a question is where its words leave that open, and shows what it cost', async () => {
    await answersFirst(OPEN);
    expect(await panel.routeDetails()).not.toContain('what this is');
    expect(recognitions()).toEqual([]);
    await set({ 'switchyard.recognition': { model: 'cheapest' } });
    await answersFirst(OPEN);
    const [first] = recognitions();
    expect(recognitions()).toEqual([{ model: 'thrifty/tiny', outcome: 'ok', nano: expect.any(Number) }]);
    expect(first?.nano).toBeGreaterThan(0);
    expect(wordsOf(askedOf('tiny').at(-2))).toContain(OPEN);
    expect(await panel.routeDetails()).toMatch(/asked tiny what this is: translate \(\$0\.0000\d+\)/);
    await workbench.screenshot('policy-3-asked');
    await answersFirst(OPEN);
    expect(await panel.routeDetails()).toContain('tiny said before what this is: translate');
    await answersFirst(SIMPLE);
    expect(recognitions()).toHaveLength(1);
  });

  test('says so in Explain Routing, where nobody is asked', async () => {
    const before = simulator.requests.length;
    await workbench.runCommand('Switchyard: Explain Routing…');
    await workbench.page.locator('.quick-input-box input').fill('and this one then');
    await workbench.page.keyboard.press('Enter');
    const editor = new TextEditor(workbench);
    const explained = async () => (await editor.text(/Routing/)).replace(/\s+/g, ' ');
    await poll('it is explained', async () => /Where this would go/.test(await explained()));
    expect(await explained()).toContain('tiny would be asked first what this is');
    expect(simulator.requests).toHaveLength(before);
    await workbench.runCommand('View: Close All Editors');
  });

  test('waits for no such answer longer than a second, and Stop ends that too', async () => {
    await set({ 'switchyard.recognition': { model: 'grand/big' } });
    simulator.script('grand', 'big', { hang: true });
    await answersFirst('and this one');
    expect(await panel.routeDetails()).toMatch(
      /asked big what this is, without a usable answer within a second \(\$0\.00\)/,
    );
    const asked = askedOf('big').at(-1);
    expect((asked?.closedByClientAt ?? 0) - (asked?.startedAt ?? 0)).toBeGreaterThan(500);
    expect(recognitions().at(-1)).toEqual({ model: 'grand/big', outcome: 'cancelled', nano: 0 });
    for (const [provider, model] of [
      ['thrifty', 'tiny'],
      ['middle', 'mid'],
    ] as const)
      simulator.script(provider, model, { hang: true });
    const before = simulator.requests.length;
    await panel.newChat();
    await panel.ask('and that one');
    await poll('it is asked about', async () => simulator.requests.length > before);
    await (await panel.button('Stop (Escape)')).click();
    await poll('it is stopped', async () => /Stopped/.test((await (await panel.answer()).textContent()) ?? ''));
    await poll('nobody is asked any more', async () =>
      simulator.requests.slice(before).every(({ closedByClientAt }) => closedByClientAt !== undefined),
    );
  });
});
