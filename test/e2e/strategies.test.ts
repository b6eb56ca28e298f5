import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';
import { ChatPanel } from './harness/chatPanel.ts';
import { describeEndToEnd } from './harness/describeEndToEnd.ts';
import { poll } from './harness/poll.ts';
import { simulatedSettings, wordsOf } from './harness/simulated.ts';
import { TextEditor } from './harness/textEditor.ts';
import { Workbench } from './harness/workbench.ts';

const PAGER = `import { limit } from './limit';

export function pages(items: string[]) {
  return items.length / limit;
}

export const size: number = 'ten';
`;
const code = (of: string) =>
  `In \`web/pager.ts\`:\n\n\`\`\`ts\nexport function pages(items: string[]) {\n  return ${of};\n}\n\`\`\`\n`;
const GOOD = code('Math.ceil(items.length / limit)');
const BAD = code('Math.ceil(itemz.length / limit)');

describeEndToEnd('Strategies', () => {
  let simulator: Simulator;
  let workbench: Workbench;
  let panel: ChatPanel;
  let editor: TextEditor;

  beforeAll(async () => {
    simulator = await startSimulator({
      providers: { sim: { models: { small: {}, large: {}, other: {}, third: {} } } },
    });
    workbench = await Workbench.launch({
      files: { 'web/pager.ts': PAGER, 'web/limit.ts': 'export const limit = 10;\n' },
      settings: {
        ...simulatedSettings(simulator.baseUrl, ['sim/small', 'sim/large', 'sim/other']),
        'switchyard.routes': { default: { models: ['sim/small', 'sim/large'], strategy: 'cascade' } },
        'files.autoSave': 'off',
      },
    });
    panel = new ChatPanel(workbench);
    editor = new TextEditor(workbench);
    await workbench.openSwitchyard();
    // It takes the keyboard once it is drawn.
    await panel.input();
    await editor.open('web/pager.ts');
    await editor.selectLines(3, 5);
    await panel.waitForChip(/pager/);
    // The language service has started, and the file has an error of its own.
    const problems = workbench.page.locator('.statusbar-item[id="status.problems"]');
    await poll('its error is found', async () => /^\s*1/.test((await problems.textContent()) ?? ''), 60_000);
  });
  afterAll(async () => {
    await workbench?.close();
    await simulator?.close();
  });

  const askedOf = (model: string) =>
    simulator.requests.filter(({ body }) => (body as { model?: string } | null)?.model === model);

  test('an answer in which the editor finds new errors is never shown: a stronger model is told of them', async () => {
    simulator.script('sim', 'small', { text: BAD });
    simulator.script('sim', 'large', { text: GOOD });
    await panel.askAndWait('Round the pages up');
    await workbench.screenshot('strategies-1-escalated');
    expect(await panel.text()).toContain('Math.ceil(items.length / limit)');
    expect(await panel.fallbackLines()).toEqual([
      expect.stringMatching(/^small: the editor finds new errors: .*itemz.* → large$/),
    ]);
    expect(wordsOf(askedOf('large').at(-1))).toMatch(/new errors: web\/pager\.ts:4: Cannot find name 'itemz'/);
    expect(await panel.routeDetails()).toMatch(/sim\/small did not pass: the editor finds .*sim\/large answered/);
    await (await panel.part('.route-details')).getByText('Show in Audit Trail').click();
    const trail = await panel.locator('.trail-record');
    await trail.waitFor();
    const kept = ((await trail.textContent()) ?? '').replaceAll(/\s+/g, ' ');
    expect(kept).toMatch(/sim\/small answered, not shown · .* · \$0\.\d*[1-9].*sim\/large answered/);
    expect(kept).toMatch(/Checks\s*sim\/small length and refusals passed.*the editor's errors did not pass \(0%\)/);
    await workbench.screenshot('strategies-1-trail');
    for (const _ of ['the request', 'the trail']) await workbench.page.keyboard.press('Escape');
    await poll('the chat is back', async () => (await (await panel.locator('switchyard-trail')).count()) === 0);
    expect(await workbench.page.locator('.tab').count()).toBe(1);
    expect(await workbench.page.locator('.tab.dirty').count()).toBe(0);
  });

  test('an answer in which it finds none is shown, and nobody else is asked', async () => {
    const before = askedOf('large').length;
    simulator.script('sim', 'small', { text: GOOD });
    await panel.askAndWait('Round the pages up');
    expect(await panel.fallbackLines()).toEqual([]);
    expect(await panel.routeDetails()).toMatch(/sim\/small answered, and passed its checks/);
    expect(askedOf('large')).toHaveLength(before);
  });

  test('Stop ends the stronger model’s call, and what the first one cost stays', async () => {
    simulator.script('sim', 'small', { text: "I'm sorry, but I can't help with that." });
    simulator.script('sim', 'large', { hang: true });
    await panel.ask('Round the pages up');
    await poll('the stronger one is asked', async () =>
      (await panel.fallbackLines()).some((line) => /refusal → large/.test(line)),
    );
    await workbench.screenshot('strategies-2-asking');
    await (await panel.button('Stop (Escape)')).click();
    await poll('it is stopped', async () => /Stopped/.test((await (await panel.answer()).textContent()) ?? ''));
    expect(await panel.routeDetails()).toMatch(/Cost \$0\.\d*[1-9]/);
  });

  test('Auto, checked is chosen by hand below the question, and kept by the chat', async () => {
    const price = (usd: number) => ({ price: { input: usd, output: usd }, contextWindow: 128_000 });
    await workbench.setSettings({
      'switchyard.routes': { default: ['sim/large', 'sim/small'] },
      'switchyard.models': { 'sim/small': price(0.1), 'sim/large': price(5) },
    });
    simulator.script('sim', 'small', { text: "I'm sorry, but I can't help with that." });
    simulator.script('sim', 'large', { text: GOOD });
    await panel.newChat();
    await panel.choose('Auto, checked');
    await panel.askAndWait('Round the pages up');
    expect(await panel.fallbackLines()).toEqual([expect.stringMatching(/refusal → large/)]);
    await workbench.screenshot('strategies-checked-by-hand');
    await panel.choose('Auto');
    const asked = askedOf('small').length;
    await panel.askAndWait('And once more');
    expect(askedOf('small')).toHaveLength(asked);
  });

  test('cheap models are asked in turn until two say the same: their answer is given, the strongest is not asked', async () => {
    const price = (usd: number) => ({ price: { input: usd, output: usd }, contextWindow: 128_000 });
    const models = ['sim/small', 'sim/other', 'sim/third', 'sim/large'];
    await workbench.setSettings({
      'switchyard.routes': { default: { models, strategy: 'cascade' } },
      'switchyard.cascade': { checks: ['refusal', 'agreement'] },
      'switchyard.models': Object.fromEntries(models.map((model, index) => [model, price(10 ** index / 10)])),
    });
    const before = askedOf('large').length;
    for (const [model, number] of [
      ['small', 41],
      ['other', 42],
      ['third', 42],
    ] as const) {
      simulator.script('sim', model, { text: `The answer is: ${number}` });
    }
    await panel.newChat();
    await panel.askAndWait('What is six times seven?');
    expect((await panel.text()).trim()).toBe('The answer is: 42');
    expect(await panel.fallbackLines()).toEqual(['small: sim/other, sim/third say something else → other']);
    expect(await panel.routeDetails()).toMatch(
      /sim\/small did not pass: .*sim\/other answered, and passed its checks.*sim\/third to compare its answer/,
    );
    await workbench.screenshot('strategies-4-agreed');
    expect(askedOf('large')).toHaveLength(before);
  });

  test('a conversation keeps its arm of an experiment, the report shows it, and promoting an arm makes it the route', async () => {
    for (const model of ['large', 'other']) simulator.script('sim', model, { text: `I am ${model}.` });
    await workbench.setSettings({
      'switchyard.routes': { default: { models: ['sim/small'], strategy: 'experiment' } },
      'switchyard.experiments': { pick: { arms: [{ model: 'sim/large' }, { model: 'sim/other' }] } },
    });
    await panel.newChat();
    await panel.askAndWait('Who are you?');
    const first = (await panel.text()).trim();
    expect(first).toMatch(/^I am (large|other)\.$/);
    await panel.askAndWait('And now?');
    expect((await panel.text()).trim()).toBe(first);
    await workbench.quick.runCommand('Switchyard: Show Experiments');
    await poll('the report', async () => /too early/.test(await editor.text(/Experiments/)));
    expect(await editor.text(/Experiments/)).toMatch(/pick[\s\S]*sim\/large[\s\S]*sim\/other/);
    await workbench.screenshot('strategies-3-experiment');
    await workbench.quick.runCommand('Switchyard: Promote Winner of an Experiment…');
    await workbench.page.locator('.quick-input-list .monaco-list-row', { hasText: 'pick: B' }).click();
    await workbench.notification(/pick is over/);
    await panel.newChat();
    await panel.askAndWait('Who are you?');
    expect((await panel.text()).trim()).toBe('I am other.');
    expect(await panel.routeLine()).toContain('first in the route for default');
  });
});
