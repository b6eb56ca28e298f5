import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';
import { ChatPanel } from './harness/chatPanel.ts';
import { describeEndToEnd } from './harness/describeEndToEnd.ts';
import { filesWith } from './harness/filesWith.ts';
import { findOverflow } from './harness/overflow.ts';
import { poll } from './harness/poll.ts';
import { lastRequest, PRICE, simulatedSettings, wordsOf } from './harness/simulated.ts';
import { TextEditor } from './harness/textEditor.ts';
import { textOf } from './harness/textOf.ts';
import { Workbench } from './harness/workbench.ts';

describeEndToEnd('A conversation', () => {
  let simulator: Simulator;
  let workbench: Workbench;
  let panel: ChatPanel;

  beforeAll(async () => {
    simulator = await startSimulator({
      providers: { fast: { models: { flash: {} } }, slow: { models: { large: {} } } },
    });
    workbench = await Workbench.launch({
      files: { 'web/pager.ts': 'export const page = 1;\n' },
      settings: {
        ...simulatedSettings(simulator.baseUrl, ['fast/flash', 'slow/large']),
        'switchyard.routes': { default: ['fast/flash'] },
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
    await panel.newChat();
    simulator.script('fast', 'flash', { text: 'Fine.' });
    simulator.script('slow', 'large', { text: 'Large speaking.' });
  });

  test('an edited question makes a branch, with its own history, and the former one is a click away', async () => {
    simulator.script('fast', 'flash', [{ text: 'About cats.' }, { text: 'More on cats.' }, { text: 'About dogs.' }]);
    await panel.askAndWait('Tell me of cats');
    await panel.askAndWait('And more');
    await edit(0, 'Tell me of dogs');
    await panel.waitForText(/About dogs\./);
    await panel.answered(1);
    expect(wordsOf(lastRequest(simulator))).toContain('Tell me of dogs');
    expect(wordsOf(lastRequest(simulator))).not.toContain('cats');
    expect(await questions()).toEqual(['Tell me of dogs']);
    await poll('the version', async () => (await version()) === '2/2');
    await workbench.screenshot('conversation-branch');
    await (await panel.locator('switchyard-question vscode-button[aria-label="Previous version"]')).click();
    await panel.waitForText(/More on cats\./);
    expect(await questions()).toEqual(['Tell me of cats', 'And more']);
    simulator.script('fast', 'flash', { text: 'Still cats.' });
    await panel.askAndWait('Go on');
    expect(wordsOf(lastRequest(simulator))).toContain('More on cats.');
    expect(wordsOf(lastRequest(simulator))).not.toContain('dogs');
    await workbench.reload();
    await workbench.openSwitchyard();
    await panel.waitForText(/Still cats\./);
    await (await panel.locator('switchyard-question vscode-button[aria-label="Next version"]')).click();
    await panel.waitForText(/About dogs\./);
  });

  test('editing while an answer streams stops it and keeps what came', async () => {
    simulator.script('fast', 'flash', [{ tokens: 2000, tokensPerSecond: 40 }, { text: 'The second one.' }]);
    const index = simulator.requests.length;
    await panel.ask('Go on for ever');
    // Whole words: half an emphasis still shows its star.
    await panel.waitForText(/You asked/);
    await openEditor(0);
    await workbench.audit('a question is edited');
    await (await panel.locator('.edit-field')).press('Escape');
    await edit(0, 'Be short');
    await simulator.waitForHangUp(index, 3000);
    await panel.waitForText(/The second one\./);
    await panel.answered(1);
    await (await panel.locator('switchyard-question vscode-button[aria-label="Previous version"]')).click();
    await poll('the first answer', async () => (await panel.text()).includes('You asked'));
    expect(await textOf(await panel.part('.ending-note'))).toContain('Stopped.');
  });

  test('another model answers beside the first, and the one that is chosen goes on', async () => {
    simulator.script('fast', 'flash', { text: `Flash speaking. ${'Some words of it. '.repeat(12)}` });
    await panel.askAndWait('Who is there?');
    await workbench.sidebarWidth(640);
    await (await panel.answer()).hover();
    await (await panel.button('Regenerate with Another Model…')).click();
    await workbench.quick.pick(/slow\/large/);
    await panel.waitForText(/Large speaking\./);
    await panel.answered(2);
    expect(await panel.text(0)).toContain('Flash speaking.');
    const [left, right] = await Promise.all([
      (await panel.answer(0)).boundingBox(),
      (await panel.answer(1)).boundingBox(),
    ]);
    expect(right?.x).toBeGreaterThan((left?.x ?? 0) + (left?.width ?? 0) - 12);
    expect(Math.abs((right?.y ?? 0) - (left?.y ?? 9))).toBeLessThan(2);
    expect(await panel.routeLine()).toMatch(/large · .* · \$0\.\d+/);
    await workbench.screenshot('conversation-compared');
    await workbench.sidebarWidth(300);
    const [above, below] = await Promise.all([
      (await panel.answer(0)).boundingBox(),
      (await panel.answer(1)).boundingBox(),
    ]);
    expect(below?.y).toBeGreaterThan((above?.y ?? 0) + (above?.height ?? 0) - 1);
    expect(await (await panel.frame()).evaluate(findOverflow)).toEqual([]);
    await (await panel.part('.answer-ways vscode-button', 1)).click();
    await panel.answered(1);
    expect(await panel.text()).toContain('Large speaking.');
    await panel.askAndWait('And now?');
    expect(wordsOf(lastRequest(simulator))).toContain('Large speaking.');
    expect(wordsOf(lastRequest(simulator))).not.toContain('Flash speaking.');
  });

  test('a cut answer is continued in its place; its cost and tokens are those of both requests', async () => {
    simulator.script('fast', 'flash', [
      { text: 'One two three four', finishReason: 'length' },
      { text: 'three four five six.' },
    ]);
    await panel.askAndWait('Count');
    expect(await textOf(await panel.part('.ending-note'))).toContain('Cut at the output limit');
    const before = await usage();
    const requests = simulator.requests.length;
    await (await panel.part('.answer-ways vscode-button')).filter({ hasText: 'Continue' }).click();
    await panel.waitForText(/six\./);
    await panel.answered(1);
    expect((await panel.text()).trim()).toBe('One two three four five six.');
    expect(simulator.requests).toHaveLength(requests + 1);
    expect(wordsOf(lastRequest(simulator))).toContain('One two three four');
    expect(await (await panel.part('.ending-note')).count()).toBe(0);
    const after = await usage();
    expect(after.input).toBeGreaterThan(before.input * 2);
    expect(after.output).toBeGreaterThan(before.output);
    const usd = (after.input * PRICE.input + after.output * PRICE.output) / 1e6;
    expect(after.cost).toBeCloseTo(usd, 6);
  });

  test('a deleted message comes back with Undo, and is on disk until it is gone for good', async () => {
    simulator.script('fast', 'flash', [{ text: 'The first answer.' }, { text: 'The second answer.' }]);
    await panel.askAndWait('The first question');
    await panel.askAndWait('The second question');
    await (await panel.locator('switchyard-question')).nth(1).hover();
    await (await panel.locator('switchyard-question vscode-button[aria-label="Delete"]')).nth(1).click();
    await panel.answered(1);
    await (await panel.locator('.undo-bar')).waitFor();
    await workbench.screenshot('conversation-undo');
    expect(await onDisk('The second answer.')).toBe(true);
    await (await panel.locator('.undo-bar vscode-button')).click();
    await panel.answered(2);
    expect(await panel.text()).toContain('The second answer.');
    await (await panel.answer(1)).hover();
    await (await panel.part('vscode-button[aria-label="Delete"]', 1)).click();
    await panel.answered(1).catch(() => undefined);
    expect(await questions()).toEqual(['The first question', 'The second question']);
    simulator.script('fast', 'flash', { text: 'The third answer.' });
    await panel.ask('The third question');
    await panel.waitForText(/The third answer\./);
    expect(await (await panel.locator('.undo-bar')).count()).toBe(0);
    await poll('it is gone', async () => !(await onDisk('The second answer.')));
    expect(wordsOf(lastRequest(simulator))).not.toContain('The second');
  });

  test('an answer is quoted into the composer, below what stands there', async () => {
    simulator.script('fast', 'flash', { text: 'Line one.\n\nLine two.' });
    await panel.askAndWait('Say two lines');
    await (await panel.input()).fill('I read:');
    await (await panel.answer()).hover();
    await (await panel.part('vscode-button[aria-label="Quote"]')).click();
    expect(await (await panel.input()).inputValue()).toBe('I read:\n\n> Line one.\n>\n> Line two.\n\n');
    await (await panel.input()).fill('');
    await (await panel.answer())
      .locator('switchyard-markdown p')
      .last()
      .dblclick({ position: { x: 8, y: 8 } });
    await (await panel.part('vscode-button[aria-label="Quote"]')).click();
    expect(await (await panel.input()).inputValue()).toBe('> Line\n\n');
    await (await panel.input()).fill('');
  });

  test('messages written while an answer comes wait for it; after a stop they wait for the reader', async () => {
    const editor = new TextEditor(workbench);
    await editor.open('web/pager.ts');
    await editor.selectLines(1, 1);
    await panel.waitForChip(/pager/);
    simulator.script('fast', 'flash', [
      { tokens: 20_000, tokensPerSecond: 40 },
      { text: 'The next answer.' },
      { text: 'At last.' },
    ]);
    await panel.ask('Go on for ever');
    await panel.waitForText(/\S{3}/);
    await workbench.audit('an answer is coming');
    for (const text of ['Asked meanwhile', 'Not this one']) await panel.ask(text);
    await poll('two wait', async () => (await queued()).length === 2);
    await (await panel.locator('.queued vscode-button[aria-label="Remove from queue"]')).nth(1).click();
    await poll('one waits', async () => (await queued()).join() === 'Asked meanwhile');
    await workbench.runCommand('Switchyard: Explain Selection');
    await poll('the command waits', async () => (await queued()).length === 2);
    await panel.ask('In other words');
    await poll('three wait', async () => (await queued()).length === 3);
    expect(await (await panel.locator('switchyard-answer')).count()).toBe(1);
    await workbench.screenshot('conversation-queue');
    await (await panel.input()).press('Escape');
    await panel.answered(1);
    await workbench.reload();
    await workbench.openSwitchyard();
    const waiting = ['Asked meanwhile', 'Explain the selected code.', 'In other words'];
    await poll('they still wait', async () => (await queued()).join() === waiting.join());
    expect(await textOf(await panel.locator('.queue-head'))).toContain('Waiting');
    await (await panel.locator('.queued vscode-button[aria-label="Edit: back to the composer"]')).nth(2).click();
    await poll('it is back', async () => (await (await panel.input()).inputValue()) === 'In other words');
    await workbench.screenshot('conversation-waiting');
    await (await panel.input()).fill('');
    await (await panel.locator('.queue-head vscode-button')).click();
    await panel.waitForText(/At last\./);
    await panel.answered(3);
    expect(await panel.text(1)).toContain('The next answer.');
    expect(wordsOf(lastRequest(simulator))).toContain('export const page = 1;');
    expect(await queued()).toEqual([]);
  });

  test('a draft stays with its chat', async () => {
    await panel.askAndWait('A chat with a draft');
    await (await panel.input()).fill('half a thought');
    await poll('it is on disk', () => onDisk('"draft":"half a thought"'));
    await panel.newChat();
    await poll('an empty composer', async () => (await (await panel.input()).inputValue()) === '');
    await (await panel.input()).fill('another one');
    await poll('it is on disk', () => onDisk('"draft":"another one"'));
    expect(await onDisk('"draft":"half a thought"')).toBe(true);
    await workbench.reload();
    await workbench.openSwitchyard();
    await poll('the draft', async () => (await (await panel.input()).inputValue()) === 'another one');
    await (await panel.input()).fill('');
  });

  test('thumbs stay pressed, and a thumb down takes a reason', async () => {
    await panel.askAndWait('How was it?');
    await (await panel.button('Helpful')).click();
    await (await panel.locator('vscode-button[aria-label="Helpful"][aria-pressed="true"]')).waitFor();
    await (await panel.button('Unhelpful')).click();
    await (await panel.locator('.reason-form')).waitFor();
    await workbench.setTheme('dark');
    await workbench.sidebarWidth(300);
    await workbench.screenshot('conversation-reason');
    await (await panel.locator('.reason-choice')).filter({ hasText: 'Incomplete' }).click();
    await (await panel.locator('.reason-form')).waitFor({ state: 'detached' });
    await poll('it is on disk', () => onDisk('"feedback":{"vote":"down","reason":"Incomplete"}'));
    await workbench.reload();
    await workbench.openSwitchyard();
    await (await panel.locator('vscode-button[aria-label="Unhelpful"][aria-pressed="true"]')).waitFor();
    expect(await (await panel.locator('vscode-button[aria-pressed="true"]')).count()).toBe(1);
  });

  async function openEditor(index: number): Promise<void> {
    const question = (await panel.locator('switchyard-question')).nth(index);
    await question.hover();
    await question.locator('vscode-button[aria-label="Edit"]').click();
  }

  async function edit(index: number, text: string): Promise<void> {
    await openEditor(index);
    const field = await panel.locator('.edit-field');
    await field.fill(text);
    await field.press('Enter');
  }

  async function questions(): Promise<string[]> {
    return (await panel.locator('.user-text')).allInnerTexts();
  }

  async function version(): Promise<string> {
    return (await textOf(await panel.locator('switchyard-question .version-count'))).trim();
  }

  async function queued(): Promise<string[]> {
    return (await panel.locator('.queued-text')).allInnerTexts();
  }

  async function usage(): Promise<{ input: number; output: number; cost: number }> {
    const details = await panel.routeDetails();
    const [, input = '', output = ''] = /([\d,]+) tokens read · ([\d,]+) tokens written/.exec(details) ?? [];
    const [, cost = ''] = /Cost \$([\d.]+)/.exec(details) ?? [];
    return { input: Number(input.replaceAll(',', '')), output: Number(output.replaceAll(',', '')), cost: Number(cost) };
  }

  async function onDisk(words: string): Promise<boolean> {
    const storage = join(workbench.folders.userDataDir, 'User');
    const files = (await filesWith(storage, '"turns"')).filter((path) => /\/chats\/[^/]+\.json$/.test(path));
    return (await Promise.all(files.map((path) => readFile(path, 'utf8')))).some((text) => text.includes(words));
  }
});
