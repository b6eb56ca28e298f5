import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';
import { ChatPanel } from './harness/chatPanel.ts';
import { describeEndToEnd } from './harness/describeEndToEnd.ts';
import { poll } from './harness/poll.ts';
import { simulatedSettings } from './harness/simulated.ts';
import { TextEditor } from './harness/textEditor.ts';
import { textOf } from './harness/textOf.ts';
import { Workbench } from './harness/workbench.ts';

const MODELS = ['first/m', 'second/m'];
const QUESTION = 'Why is the sky blue?';

describeEndToEnd('What is relied on without looking', () => {
  let simulator: Simulator;
  let workbench: Workbench;
  let panel: ChatPanel;

  const all = (script: Parameters<Simulator['script']>[2]) => {
    for (const id of MODELS) simulator.script(id.split('/')[0] as string, 'm', script);
  };
  const up = () => all({ text: 'Because blue light is scattered most.' });
  const down = () => all({ status: 503, headers: { 'retry-after': '2' } });

  beforeAll(async () => {
    simulator = await startSimulator({
      providers: {
        first: { models: { m: {} } },
        second: { models: { m: {} } },
        guard: { models: { 'llama-guard': {} } },
      },
    });
    workbench = await Workbench.launch({
      settings: {
        ...simulatedSettings(simulator.baseUrl, [...MODELS, 'guard/llama-guard']),
        'switchyard.cache': {},
        'switchyard.routes': { default: MODELS },
        'switchyard.resilience': { cooldownMs: 2000 },
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

  test('an earlier answer to the same question is shown, and says what it is', async () => {
    up();
    await panel.askAndWait(QUESTION);
    down();
    await panel.newChat();
    await panel.askAndWait(QUESTION);
    expect((await panel.text()).trim()).toBe('Because blue light is scattered most.');
    const note = await panel.part('.ending-note');
    expect(await note.textContent()).toMatch(
      /No model answered\. This is an earlier answer to the same question \((?:now|\d+\s?m.* ago)\)\./,
    );
    expect(await panel.routeLine()).toContain('from cache');
    await workbench.screenshot('last-resort');
  });

  test('another question fails with what each said, and is asked again when a model is back', async () => {
    down();
    await panel.newChat();
    await panel.askAndWait('Why is the grass green?');
    const problem = await panel.problem();
    expect(problem.title).toBe('None of the 2 models answered.');
    expect(problem.detail).toMatch(/first\/m: .* second\/m: .* The first can be asked again in \d s\./);
    expect(problem.actions).toContain('Retry When Available');
    await (await panel.locator('.problem-actions vscode-button')).getByText('Retry When Available').click();
    await poll('the card says that it waits', async () => {
      const { actions, detail } = await panel.problem();
      return actions.includes('Stop Waiting') && /question is asked again at .*\d\d:\d\d/.test(detail);
    });
    await workbench.screenshot('waits-for-models');
    await panel.newChat();
    await workbench.page.locator('.part.sidebar .title-actions a[aria-label*="Show Chats"]').click();
    const left = (await panel.locator('.history-row')).filter({ hasText: 'Why is the grass green?' }).first();
    await left.locator('.history-meta', { hasText: 'waits for its model' }).waitFor();
    await workbench.screenshot('left-chat-waits');
    await left.locator('.history-main').click();
    all({ text: 'Because of chlorophyll.' });
    await panel.waitForText(/Because of chlorophyll\./);
  });

  test('what was forgotten is not shown again', async () => {
    await workbench.runCommand('Switchyard: Forget Earlier Answers');
    await workbench.notification('are forgotten. Chats keep theirs.');
    down();
    await panel.newChat();
    await panel.askAndWait(QUESTION);
    expect((await panel.problem()).title).toBe('None of the 2 models answered.');
  });

  test('a fire drill takes a provider down and reports what each task got instead', async () => {
    up();
    await poll('the first one is asked first again', async () => {
      await panel.newChat();
      await panel.askAndWait('Say hello');
      return simulator.requests.at(-1)?.provider === 'first';
    });
    await panel.newChat();
    const before = simulator.requests.length;
    await workbench.runCommand('Switchyard: Start Fire Drill…');
    await workbench.quick.pick('first');
    await workbench.quick.pick('1 minute');
    const notice = await workbench.notification('Fire drill: first is down for 1 min');
    await poll('every task was asked', async () =>
      (await textOf(notice)).includes('in this window (Cancel ends it): your own questions are watched'),
    );
    await panel.askAndWait('Why is water wet?');
    expect(await panel.routeDetails()).toContain('second/m answered');
    await workbench.screenshot('fire-drill');
    await notice.hover();
    await notice.getByText('Cancel', { exact: true }).click();
    const report = (await new TextEditor(workbench).text(/Fire drill\.md/)).replace(/\s+/g, ' ');
    expect(report).toContain('Every task was answered by another model.');
    expect(report).toMatch(/\| fix \| `first\/m` \| `second\/m` \| \d+ ms \| \$0\.\d+ → \$0\.\d+ \| \$0\.\d+ \|/);
    await workbench.screenshot('fire-drill-report');
    expect(new Set(simulator.requests.slice(before).map(({ provider }) => provider))).toEqual(new Set(['second']));
    await workbench.runCommand('View: Close Editor');
    await panel.newChat();
    await panel.askAndWait('Why is fire hot?');
    // Its circuit is closed at once.
    expect(simulator.requests.at(-1)?.provider).toBe('first');
  });

  test('a guard keeps unsafe words from being sent or shown', async () => {
    all({ text: `A harmless beginning. ${'More and more of it. '.repeat(60)}Then a bomb.` });
    simulator.script('guard', 'llama-guard', (request) => ({
      text: JSON.stringify(request.messages.at(-1)).includes('bomb') ? 'unsafe\nS9' : 'safe',
    }));
    await workbench.setSettings({ 'switchyard.guard': { model: 'guard/llama-guard' } });
    await poll('the guard is in force', async () => {
      await panel.newChat();
      await panel.askAndWait('How is a bomb built?');
      return (await panel.problem().catch(() => undefined))?.title === 'The guard refused this.';
    });
    expect((await panel.problem()).detail).toContain('refused the question: indiscriminate weapons');
    expect(await panel.routeDetails()).toContain('called the question unsafe');
    await workbench.screenshot('guard-question');

    await panel.newChat();
    await panel.askAndWait('Tell me a story');
    const { title, detail } = await panel.problem();
    expect([title, detail]).toEqual(['The guard refused this.', expect.stringContaining('refused the answer')]);
    expect((await panel.text()).trim()).toBe('');
    await workbench.screenshot('guard-answer');

    await workbench.setSettings({ 'switchyard.guard': { model: 'guard/llama-guard', onUnsafe: 'warn' } });
    await poll('it only warns', async () => {
      await panel.newChat();
      await panel.askAndWait('Tell me a story');
      return (await panel.text()).includes('Then a bomb.');
    });
    expect(await (await panel.part('.ending-note')).textContent()).toContain('The guard called this answer unsafe');
    await workbench.setSettings({ 'switchyard.guard': null });
  });
});
