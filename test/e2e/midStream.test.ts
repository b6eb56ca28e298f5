import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';
import { ChatPanel } from './harness/chatPanel.ts';
import { describeEndToEnd } from './harness/describeEndToEnd.ts';
import { simulatedSettings } from './harness/simulated.ts';
import { Workbench } from './harness/workbench.ts';

const BEGINNING =
  'Binary search halves the list at every step:\n\n```python\ndef search(items, wanted):\n    low, high = 0, len(ite';
const END =
  'ms)\n    while low < high:\n        middle = (low + high) // 2\n        if items[middle] < wanted:\n            low = middle + 1\n        else:\n            high = middle\n    return low\n```\n\nIt takes about twenty steps for a million items.';

describeEndToEnd('Where what was shown shall stay, and a late model be raced', () => {
  let simulator: Simulator;
  let workbench: Workbench;
  let panel: ChatPanel;

  beforeAll(async () => {
    simulator = await startSimulator({
      providers: { one: { models: { first: {} } }, two: { models: { second: {} } } },
    });
    workbench = await Workbench.launch({
      settings: {
        ...simulatedSettings((id) => simulator.baseUrl(id), ['one/first', 'two/second']),
        'switchyard.routes': { default: ['one/first', 'two/second'] },
        'switchyard.resilience': { cooldownMs: 0, midStream: 'continue', hedge: 'late' },
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
    if ((await (await panel.locator('switchyard-answer')).count()) > 0) await panel.newChat();
  });

  test('an answer that breaks off within a block of code goes on without a seam', async () => {
    simulator.script('one', 'first', { text: `${BEGINNING}${END}`, cutAfterTokens: Math.ceil(BEGINNING.length / 4) });
    simulator.script('two', 'second', ({ raw }) => {
      const messages = (raw as { messages: { role: string; content: string }[] }).messages;
      const shown = messages.findLast(({ role }) => role === 'assistant')?.content ?? '';
      const line = shown.slice(shown.lastIndexOf('\n') + 1);
      const rest = `${BEGINNING}${END}`.slice(shown.length);
      return { text: `Sure, continuing from there:\n\n\`\`\`python\n${line}${rest}` };
    });
    await panel.askAndWait('Write binary search in Python');
    expect(await panel.fallbackLines()).toEqual([expect.stringMatching(/^first: .+ → second$/)]);
    const text = await panel.text();
    expect(text).not.toMatch(/Sure|```/);
    expect(text.match(/low, high = 0, len\(items\)/g)).toHaveLength(1);
    expect(text).toContain('It takes about twenty steps for a million items.');
    expect(await (await panel.locator('switchyard-answer pre')).count()).toBe(1);
    await workbench.screenshot('mid-stream-1-continued');
  });

  test('a model that answers before the one that was asked beside it keeps the answer, and the details say so', async () => {
    simulator.script('one', 'first', { text: 'Slow, but first.', firstTokenMs: 10_800 });
    simulator.script('two', 'second', { text: 'Too late.', firstTokenMs: 60_000 });
    await panel.ask('Hello there');
    await panel.answered(1, 40_000);
    expect((await panel.text()).trim()).toBe('Slow, but first.');
    expect(await panel.fallbackLines()).toEqual([]);
    expect(await panel.routeLine()).toContain('first');
    expect(await panel.routeDetails()).toMatch(/one\/first answered two\/second not needed · ≈?\$[\d.]+/);
    await workbench.screenshot('mid-stream-2-not-needed');
  });

  test('a late model is left for one that was asked beside it, which is told', async () => {
    simulator.script('one', 'first', { hang: true });
    simulator.script('two', 'second', { text: 'I was quicker.' });
    await panel.ask('Hello there');
    await panel.answered(1, 40_000);
    expect((await panel.text()).trim()).toBe('I was quicker.');
    expect(await panel.fallbackLines()).toEqual([expect.stringMatching(/^first: .+ → second$/)]);
    expect(await panel.routeDetails()).toMatch(
      /one\/first .*within 10 s: another was asked too and spoke first · ≈?\$[\d.]+ two\/second answered/,
    );
    await workbench.setTheme('light');
    await workbench.sidebarWidth(260);
    await workbench.screenshot('mid-stream-3-quicker');
  });
});
