import type { Request } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';
import { ChatPanel } from './harness/chatPanel.ts';
import { comes } from './harness/comes.ts';
import { describeEndToEnd } from './harness/describeEndToEnd.ts';
import { poll } from './harness/poll.ts';
import { lastRequest, simulatedSettings, wordsOf } from './harness/simulated.ts';
import { TextEditor } from './harness/textEditor.ts';
import { textOf } from './harness/textOf.ts';
import { Workbench } from './harness/workbench.ts';

const MARKDOWN = `## A heading

Some **bold** words and \`inline code\`.

\`\`\`ts
const answer: number = 42;
\`\`\`

- one
- two

The end.`;

const HOSTILE = `![one](http://127.0.0.1:9/tracking-pixel.png) <img src="http://127.0.0.1:9/tracking-pixel.gif" onerror="alert(1)">

<script>document.body.textContent = 'gone'</script><style>body { display: none }</style>

[Run me](command:workbench.action.files.newUntitledFile) and <a href="javascript:document.body.remove()">Me too</a>.

<iframe src="http://127.0.0.1:9/tracking-pixel.html"></iframe>

Still here.`;

/** What the status bar's menu offers below the models. */
const ACTIONS = [
  ...['Ask in Chat', 'New Chat', 'Explain Routing…', 'Show Route of Last Answer', 'Show Figures of Models'],
  ...['Show Audit Trail', 'Check Setup', 'Test Providers', 'Add Provider or Change Key', 'Start Fire Drill…'],
  ...['Start Local Server', 'Open Workspace Routing Settings', 'Open Settings', 'Show Log'],
];

describeEndToEnd('A chat', () => {
  let simulator: Simulator;
  let workbench: Workbench;
  let panel: ChatPanel;

  beforeAll(async () => {
    simulator = await startSimulator({
      providers: { fast: { models: { flash: {} } }, slow: { models: { large: {} } } },
    });
    workbench = await Workbench.launch({
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

  test('Enter sends, and the answer grows as Markdown with coloured code', async () => {
    simulator.script('fast', 'flash', { text: MARKDOWN, tokensPerSecond: 25 });
    await panel.ask('Show me some Markdown');
    expect(await (await panel.input()).inputValue()).toBe('');
    const half = await panel.waitForText(/A heading[\s\S]*bold/);
    expect(half).not.toContain('The end.');
    await (await panel.button('Stop (Escape)')).waitFor();
    await panel.answered(1);
    await (await panel.button('Send (Enter)')).waitFor();

    const answer = await panel.part('switchyard-markdown');
    expect(await textOf(answer.locator('h2'))).toBe('A heading');
    expect(await textOf(answer.locator('strong'))).toBe('bold');
    expect(await answer.locator('li').allInnerTexts()).toEqual(['one', 'two']);
    const code = answer.locator('pre code');
    expect((await textOf(code)).trim()).toBe('const answer: number = 42;');
    await code.locator('span[class]', { hasText: /^const$/ }).waitFor();
    expect(await textOf(await panel.locator('.user-text'))).toBe('Show me some Markdown');
  });

  test('the model is named before its first word', async () => {
    simulator.script('fast', 'flash', { text: 'At last.', firstTokenMs: 2500 });
    await panel.ask('Think first');
    const seen = await poll('the route line of an answer without words', async () => {
      const answer = await panel.answer(1);
      if ((await answer.locator('.route-model').count()) === 0) return undefined;
      const [text, route] = await answer.evaluate((element) => [
        element.querySelector('switchyard-markdown')?.textContent?.trim() ?? '',
        element.querySelector('.route-line')?.textContent ?? '',
      ]);
      return { text, route };
    });
    expect(seen.text).toBe('');
    expect(seen.route).toContain('flash');
    expect(lastRequest(simulator)?.tokensSent).toBe(0);
    expect(await workbench.statusItem().locator('.codicon-loading').count()).toBe(1);
    expect(await workbench.statusBarText()).toContain('flash');
    await workbench.audit('no word came yet');
    await panel.answered(2);
    expect(await panel.text()).toContain('At last.');
    await poll('no spinner', async () => (await workbench.statusItem().locator('.codicon-loading').count()) === 0);
  });

  test('Shift+Enter breaks the line instead of sending', async () => {
    simulator.script('fast', 'flash', { text: 'Both lines arrived.' });
    const before = simulator.requests.length;
    const input = await panel.input();
    await input.fill('first line');
    await input.press('Shift+Enter');
    await input.pressSequentially('second line');
    expect(await input.inputValue()).toBe('first line\nsecond line');
    expect(await (await panel.locator('.user-message')).count()).toBe(2);
    await input.press('Enter');
    await panel.answered(3);
    expect(simulator.requests).toHaveLength(before + 1);
    expect(wordsOf(lastRequest(simulator))).toContain('first line\nsecond line');
  });

  test('Escape stops the answer at once and hangs up on the provider', async () => {
    simulator.script('fast', 'flash', { tokens: 2000, tokensPerSecond: 40 });
    const index = simulator.requests.length;
    await panel.ask('Go on for ever');
    await panel.waitForText(/\S{3}/);
    const pressed = performance.now();
    await (await panel.input()).press('Escape');
    const request = await simulator.waitForHangUp(index, 3000);
    expect((request.closedByClientAt ?? 0) - pressed).toBeLessThan(1000);
    await panel.answered(4);
    expect(await textOf(await panel.part('.ending-note'))).toContain('Stopped.');
    expect((await panel.text()).trim()).not.toBe('');
    await (await panel.button('Send (Enter)')).waitFor();
  });

  test('Regenerate asks the same question again and replaces the answer', async () => {
    await panel.newChat();
    simulator.script('fast', 'flash', [{ text: 'The first try.' }, { text: 'The second try.' }]);
    await panel.ask('Name a colour');
    await panel.answered(1);
    const first = lastRequest(simulator);
    await (await panel.button('Regenerate')).click();
    await panel.waitForText(/The second try\./);
    await panel.answered(1);
    expect(await textOf(await panel.locator('switchyard-messages'))).not.toContain('The first try.');
    expect(lastRequest(simulator)?.body).toEqual(first?.body);
    expect(lastRequest(simulator)).not.toBe(first);
  });

  test('Regenerate that brings no word leaves the answer it was to replace', async () => {
    await panel.newChat();
    simulator.script('fast', 'flash', [{ text: 'The good one.' }, { status: 400 }]);
    await panel.ask('Name another colour');
    await panel.answered(1);
    await (await panel.button('Regenerate')).click();
    await panel.answered(2);
    expect(await panel.text(0)).toContain('The good one.');
    expect(await textOf(await panel.part('.problem-card'))).toContain('did not understand the request');
    simulator.script('fast', 'flash', {});
  });

  test('a new chat begins at once while an answer is coming: that one goes on', async () => {
    simulator.script('fast', 'flash', { tokens: 200, tokensPerSecond: 40 });
    const index = simulator.requests.length;
    await panel.ask('Go on for a while');
    await panel.waitForText(/\S{3}/);
    await panel.newChat();
    simulator.script('fast', 'flash', { text: 'A new beginning.' });
    await panel.ask('Hello');
    await panel.answered(1);
    expect((await panel.text()).trim()).toBe('A new beginning.');
    expect(simulator.requests[index]?.closedByClientAt).toBeUndefined();
  });

  test('what a model writes stays words: no remote picture, no script, no command behind a link', async () => {
    const requested: string[] = [];
    const listen = (request: Request) => requested.push(request.url());
    workbench.page.on('request', listen);
    await panel.newChat();
    simulator.script('fast', 'flash', { text: HOSTILE });
    await panel.ask('Do your worst');
    await panel.answered(1);
    await panel.waitForText(/Still here\./);
    const answer = await panel.part('switchyard-markdown');
    expect(await answer.locator('img, script, iframe, style, form, [onerror], [onclick]').count()).toBe(0);
    const links = await answer.locator('a').evaluateAll((all) => all.map((link) => link.getAttribute('href')));
    expect(links.filter((href) => !/^(?:https?:\/\/|mailto:)/.test(href ?? ''))).toEqual([]);
    await answer.getByText('Run me').click();
    await answer.getByText('Me too').click();
    expect(await workbench.page.locator('.tabs-container .tab').count()).toBe(0);
    workbench.page.off('request', listen);
    expect(requested.filter((url) => url.includes('tracking-pixel'))).toEqual([]);
  });

  test('an answer and a code block are copied as they were written', async () => {
    await panel.newChat();
    simulator.script('fast', 'flash', { text: MARKDOWN });
    await panel.ask('Something to copy');
    await panel.answered(1);
    const clipboard = () => workbench.page.evaluate(() => navigator.clipboard.readText());
    await (await panel.button('Copy answer')).click();
    await poll('the answer on the clipboard', async () => (await clipboard()) === MARKDOWN);
    await (await panel.button('Copied')).waitFor();
    await workbench.audit('the answer is copied');
    await (await panel.part('.copy-code')).click();
    await poll('the code on the clipboard', async () => (await clipboard()) === 'const answer: number = 42;');
  });

  test('the earlier turns go along, until a new chat begins', async () => {
    simulator.script('fast', 'flash', { text: 'Noted.' });
    await panel.ask('And one more thing');
    await panel.answered(2);
    expect(wordsOf(lastRequest(simulator))).toContain('Something to copy');
    await panel.newChat();
    await (await panel.locator('.welcome h1')).waitFor();
    await panel.ask('A fresh start');
    await panel.answered(1);
    expect(wordsOf(lastRequest(simulator))).not.toContain('Something to copy');
  });

  test('a model chosen in the picker answers until Auto is chosen again', async () => {
    simulator.script('slow', 'large', { text: 'Large speaking.' });
    await panel.choose('large');
    await poll('the status bar names it', async () => (await workbench.statusBarText()).includes('large'));
    await panel.ask('Who is there?');
    await panel.waitForText(/Large speaking\./);
    expect(lastRequest(simulator)).toMatchObject({ provider: 'slow', model: 'large' });
    await panel.answered(2);
    await panel.choose('Auto');
    await poll('the status bar says Auto', async () => (await workbench.statusBarText()).includes('Auto'));
    await panel.ask('And now?');
    await panel.answered(3);
    expect(lastRequest(simulator)).toMatchObject({ provider: 'fast', model: 'flash' });
  });

  test('the route line tells task, model, reason, cost and time, and opens the whole decision', async () => {
    expect(await panel.routeLine()).toMatch(/^\S* ?Chat · flash · .+ · \$0\.00\d+ · \d+ ms$/);
    await (await panel.part('.route-line')).click();
    const details = (await textOf(await panel.part('.route-details'))).replace(/\s+/g, ' ');
    const [, input = '', output = ''] = /([\d,]+) tokens read · ([\d,]+) tokens written/.exec(details) ?? [];
    const usd = (Number(input.replaceAll(',', '')) * 1 + Number(output.replaceAll(',', '')) * 4) / 1e6;
    expect(usd).toBeGreaterThan(0);
    expect(details).toContain(`Cost $${Number(usd.toFixed(6))}`);
    expect(details).toContain('fast/flash');
    expect(details).toMatch(/Left out .*slow\/large|Best first .*fast\/flash/);
    expect(details).toMatch(/first word after \d+ ms · \d+ ms in all/);
    await (await panel.part('.route-line')).click();
    await (await panel.part('.route-details')).waitFor({ state: 'detached' });
  });

  test('the status bar tells the model and what the session has cost, its tooltip the rest', async () => {
    expect(await workbench.statusBarText()).toMatch(/^Auto · \$0\.00\d+$/);
    const tooltip = (await workbench.tooltip()).replace(/\s+/g, ' ');
    const [session, today, month] = ['This session', 'Today', 'This month'].map(
      (label) => new RegExp(`${label} \\$(0\\.\\d+)`).exec(tooltip)?.[1],
    );
    expect(Number(session)).toBeGreaterThan(0);
    expect([today, month]).toEqual([session, session]);
    expect(await workbench.statusBarText()).toContain(`$${session}`);
    expect(tooltip).toMatch(/Last route: chat → fast\/flash/);
  });

  test('a click on the status bar opens models and actions, and a model chosen there is pinned', async () => {
    await workbench.page.mouse.move(640, 300);
    await workbench.statusItem().click();
    const labels = await workbench.quick.allLabels();
    expect(labels.slice(0, 3)).toEqual(['Auto', 'fast/flash', 'slow/large']);
    expect(labels.slice(labels.indexOf('Ask in Chat'))).toEqual(ACTIONS);
    await workbench.quick.type('slow/large');
    await poll('the status bar names it', async () => (await workbench.statusBarText()).includes('large'));
    await poll('the picker names it', async () =>
      (await textOf(await panel.locator('switchyard-model-picker'))).includes('large'),
    );
    await workbench.statusItem().click();
    await workbench.quick.pick(/Auto/);
    await poll('the status bar says Auto', async () => (await workbench.statusBarText()).includes('Auto'));
  });

  test('Alt+F1 in the chat tells how it is used with the keyboard', async () => {
    const help = workbench.page.locator('.tab.active', { hasText: 'Accessibility Help' });
    await poll('the help', async () => {
      await (await panel.input()).click();
      // The editor hears of the focus a moment later.
      await workbench.page.waitForTimeout(1000);
      await (await panel.input()).press('Alt+F1');
      return comes(help, 3000);
    });
    expect(await new TextEditor(workbench).text(/Accessibility Help/)).toContain('arrow keys');
  });
});
