import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { closedPort } from '../simulator/closedPort.ts';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';
import { ChatPanel } from './harness/chatPanel.ts';
import { describeEndToEnd } from './harness/describeEndToEnd.ts';
import { poll } from './harness/poll.ts';
import { lastRequest, simulatedSettings } from './harness/simulated.ts';
import { textOf } from './harness/textOf.ts';
import { Workbench } from './harness/workbench.ts';

const FIRST_HALF = 'These first words come from a model that will not get far before its connection is cut.';
const WHOLE = 'The second model answers from the start to the very end.';

describeEndToEnd('A failing provider', () => {
  let simulator: Simulator;
  let workbench: Workbench;
  let panel: ChatPanel;

  beforeAll(async () => {
    simulator = await startSimulator({
      providers: { one: { models: { first: {} } }, two: { models: { second: {} } } },
    });
    const closed = `http://127.0.0.1:${await closedPort()}/v1`;
    workbench = await Workbench.launch({
      settings: {
        ...simulatedSettings(
          (id) => (id === 'gone' ? closed : simulator.baseUrl(id)),
          ['gone/primary', 'one/first', 'two/second'],
        ),
        'switchyard.routes': {
          default: ['one/first', 'two/second'],
          translate: ['gone/primary', 'two/second'],
          explain: ['gone/primary'],
        },
        // A target that has just failed is asked again at once: every test stands alone.
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
    simulator.script('two', 'second', { text: WHOLE });
    // A refused key is not forgotten with the cooldown.
    await workbench.runCommand('Switchyard: Reset Provider Health');
    if ((await (await panel.locator('switchyard-answer')).count()) > 0) await panel.newChat();
  });

  test('that nobody answers for is replaced with one line that names both models', async () => {
    await panel.ask('Translate "good morning" into French');
    await panel.answered(1);
    expect(await panel.fallbackLines()).toEqual(['primary: not reachable → second']);
    expect((await panel.text()).trim()).toBe(WHOLE);
    expect(await panel.routeLine()).toMatch(/Translate · second ·/);
    expect(await (await panel.locator('.problem-card')).count()).toBe(0);
  });

  test.each([
    [500, 'server error', { status: 500 }],
    [429, 'rate limited', { status: 429 }],
    [401, 'key refused', { status: 401 }],
    ['no answer at all', 'not reachable', { reset: true }],
  ] as const)('that fails with %s is replaced before a word of it is seen', async (_, why, behaviour) => {
    simulator.script('one', 'first', behaviour);
    await panel.ask('Hello there');
    await panel.answered(1);
    expect(await panel.fallbackLines()).toEqual([`first: ${why} → second`]);
    expect((await panel.text()).trim()).toBe(WHOLE);
    expect(lastRequest(simulator)).toMatchObject({ provider: 'two', model: 'second' });
    expect(await (await panel.part('.fallback-line')).isVisible()).toBe(true);
  });

  test('that breaks off in the middle is replaced: its words go, and the second answer is whole', async () => {
    simulator.script('one', 'first', { text: FIRST_HALF, cutAfterTokens: 12, tokensPerSecond: 15 });
    simulator.script('two', 'second', { text: WHOLE, firstTokenMs: 700 });
    await panel.ask('Hello there');
    await panel.waitForText(/These first words/);
    await poll('the words of the first model are gone', async () => (await panel.text()).trim() === '');
    expect(await panel.fallbackLines()).toEqual([expect.stringMatching(/^first: .+ → second$/)]);
    expect(await panel.routeLine()).toContain('second');
    await panel.answered(1);
    expect((await panel.text()).trim()).toBe(WHOLE);
    expect(await (await panel.part('.ending-note')).count()).toBe(0);

    await (await panel.part('.route-line')).click();
    const details = (await textOf(await panel.part('.route-details'))).replace(/\s+/g, ' ');
    expect(details).toMatch(/Asked one\/first .+ after \d+ characters two\/second answered/);
  });

  test('with no other to ask is told in plain words, and Try Again asks once more', async () => {
    simulator.script('one', 'first', { status: 500 });
    simulator.script('two', 'second', { status: 503 });
    await panel.ask('Hello, is anybody there');
    await panel.answered(1);
    const card = await panel.part('.problem-card');
    const words = await textOf(card);
    expect(words).toContain('None of the 2 models answered.');
    expect(words).toContain('one/first');
    expect(words).toContain('two/second');
    expect(await panel.text()).toBe('');
    expect(words).not.toMatch(/undefined|\[object|at \w+ \(/);
    const actions = (await card.locator('vscode-button').allInnerTexts()).map((label) => label.trim());
    expect(actions).toEqual(['Try Again', 'Retry When Available', 'Test Providers', 'Choose Model']);

    simulator.script('one', 'first', { text: 'I am well again.' });
    await card.locator('vscode-button', { hasText: 'Try Again' }).click();
    await panel.waitForText(/I am well again\./);
    await panel.answered(1);
    expect(await (await panel.locator('.problem-card')).count()).toBe(0);
    expect(await (await panel.locator('.user-message')).count()).toBe(1);
  });

  test('that has just failed rests: the next question goes to another, and the details say why', async () => {
    await workbench.setWorkspaceSettings({ 'switchyard.resilience': { cooldownMs: 600_000 } });
    simulator.script('one', 'first', { status: 500 });
    await poll('the new setting is in force', async () => {
      await panel.newChat();
      await panel.ask('Hello there');
      await panel.answered(1);
      return (await panel.fallbackLines()).length === 0;
    });
    expect(await panel.routeLine()).toContain('second');
    await (await panel.part('.route-line')).click();
    const details = (await textOf(await panel.part('.route-details'))).replace(/\s+/g, ' ');
    expect(details).toMatch(/one\/first .*(rest|fail|again)/i);
    expect(details).toMatch(/Asked two\/second answered/);
    await workbench.setWorkspaceSettings({ 'switchyard.resilience': undefined });
  });

  test('that stood alone is named, and Choose Model offers the others', async () => {
    await panel.ask('Explain how a hash map works');
    await panel.answered(1);
    const card = await panel.part('.problem-card');
    expect(await textOf(card)).toMatch(/gone\/primary could not be reached\.\s+.*connection refused/);
    await card.locator('vscode-button', { hasText: 'Choose Model' }).click();
    expect(await workbench.quick.labels()).toEqual([
      'Auto',
      'Auto, checked',
      'gone/primary',
      'one/first',
      'two/second',
    ]);
    await workbench.quick.pick('two/second');
    await poll('the picker names it', async () =>
      (await textOf(await panel.locator('switchyard-model-picker'))).includes('second'),
    );
    await card.locator('vscode-button', { hasText: 'Try Again' }).click();
    await panel.waitForText(/The second model answers/);
    await panel.answered(1);
    expect(await panel.fallbackLines()).toEqual([]);
  });
});
