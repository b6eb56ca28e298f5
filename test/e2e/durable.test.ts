import { readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SILENT } from '../../src/core/ports/logger.ts';
import { openLedger } from '../../src/storage/openLedger.ts';
import { TeamChannel } from '../fakes/teamChannel.ts';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';
import { aRow } from '../storage/aRow.ts';
import { ChatPanel } from './harness/chatPanel.ts';
import { describeEndToEnd } from './harness/describeEndToEnd.ts';
import { killExtensionHosts } from './harness/killExtensionHosts.ts';
import { poll } from './harness/poll.ts';
import { simulatedSettings } from './harness/simulated.ts';
import { TextEditor } from './harness/textEditor.ts';
import { textOf } from './harness/textOf.ts';
import { Workbench } from './harness/workbench.ts';

const DAY = 86_400_000;

describeEndToEnd('What is kept', () => {
  let simulator: Simulator;
  let workbench: Workbench;
  let panel: ChatPanel;
  const storage = () => join(workbench.folders.userDataDir, 'User', 'globalStorage', 'switchyard.switchyard');

  beforeAll(async () => {
    simulator = await startSimulator({
      providers: { one: { models: { first: {} } }, two: { models: { second: {} } } },
    });
    workbench = await Workbench.launch({
      settings: {
        ...simulatedSettings((id) => simulator.baseUrl(id), ['one/first', 'two/second']),
        'switchyard.routes': { default: ['one/first', 'two/second'] },
        'switchyard.resilience': { cooldownMs: 0 },
        'files.simpleDialog.enable': true,
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

  const rows = () => panel.locator('.trail-row');
  const names = async () =>
    (await (await panel.locator('.trail-row .history-name')).allInnerTexts()).map((n) => n.trim());
  const shown = (...expected: string[]) =>
    poll(`the requests ${expected.join(' | ')}`, async () => (await names()).join('|') === expected.join('|'));
  async function openTrail(): Promise<void> {
    await workbench.runCommand('Switchyard: Show Audit Trail');
    await (await panel.locator('switchyard-trail .history-search input')).waitFor();
  }
  const record = async () => (await textOf(await panel.locator('.trail-record'))).replace(/\s+/g, ' ');
  async function backToChat(): Promise<void> {
    await workbench.page.keyboard.press('Escape');
    await (await panel.locator('switchyard-trail')).waitFor({ state: 'detached' });
  }

  test('of every request stands in the audit trail: searched, opened, with its reasons and attempts', async () => {
    simulator.script('one', 'first', { status: 500 });
    simulator.script('two', 'second', { text: 'From the second.' });
    await panel.ask('Translate "good morning" into French');
    await panel.answered(1);
    await workbench.runCommand('Switchyard: Export Audit Trail…');
    await workbench.quick.typePath(join(workbench.folders.workspace, 'one.jsonl'));
    await workbench.notification('One request was exported.');
    simulator.script('one', 'first', { text: 'From the first.' });
    await panel.ask('Write a function that adds two numbers');
    await panel.answered(2);
    await openTrail();
    await shown('Code → first', 'Translate → second');
    expect((await textOf((await rows()).nth(1))).replace(/\s+/g, ' ')).toMatch(
      /\$0\.\d+ answered after a fallback · now · \d+ in, \d+ out · [\d.]+ m?s/,
    );
    await workbench.screenshot('audit-trail');
    await (await panel.locator('.history-search input')).fill('translat server');
    await shown('Translate → second');
    await workbench.page.keyboard.press('ArrowDown');
    await workbench.page.keyboard.press('Enter');
    await poll('the record', async () => /Best first one\/first/.test(await record()));
    const text = await record();
    await workbench.screenshot('audit-record');
    expect(text).toMatch(/Outcome answered after a fallback/);
    expect(text).toMatch(/one\/first server error · [\d:]+/);
    expect(text).toMatch(/Gave way first: server error → second/);
    expect(text).toMatch(/Prompts usual [\da-f]{8} Asked by chat Chat Translate "good morning" into French/);
    expect(text.replace('Chat Translate "good morning"', '')).not.toContain('good morning');
    await workbench.audit('a record of the trail is shown');
    await workbench.page.keyboard.press('Escape');
    await shown('Translate → second');
    await workbench.audit('the trail is searched');
    await (await panel.locator('.history-search input')).fill('');
    await shown('Code → first', 'Translate → second');
    await (await panel.locator('[aria-label="Outcome"]')).selectOption('failed');
    await (await panel.locator('.history-empty')).waitFor();
    await (await panel.locator('.history-empty .history-link')).click();
    await shown('Code → first', 'Translate → second');
    await backToChat();
  });

  test('is led to from an answer, and is exported', async () => {
    await panel.routeDetails();
    await (await panel.part('.route-details .history-link')).click();
    await poll('the record of this answer', async () => /Asked one\/first answered · /.test(await record()));
    expect(await record()).toContain('Outcome answered');
    await (await panel.locator('.trail-record .history-link')).filter({ hasText: 'Translate' }).click();
    await (await panel.locator('switchyard-trail')).waitFor({ state: 'detached' });
    await openTrail();
    await (await panel.locator('vscode-button[aria-label="Export Audit Trail…"]')).click();
    const file = join(workbench.folders.workspace, 'trail.csv');
    await workbench.quick.typePath(file);
    await workbench.notification(/2 requests were exported\./);
    expect(readFileSync(file, 'utf8').trim().split('\n')).toHaveLength(3);
    await workbench.sidebarWidth(220);
    await workbench.setTheme('light');
    await workbench.screenshot('audit-trail-light-narrow');
    await (await rows()).nth(1).locator('button').click();
    await poll('the record', async () => /Best first/.test(await record()));
    await workbench.screenshot('audit-record-light-narrow');
    await workbench.setTheme('highContrast');
    await (await panel.locator('vscode-button[aria-label^="Back to Audit Trail"]')).click();
    await shown('Code → first', 'Translate → second');
    await workbench.screenshot('audit-trail-high-contrast');
    await workbench.setTheme('dark');
    await workbench.sidebarWidth(300);
    await (await panel.locator('vscode-button[aria-label^="Back to Chat"]')).click();
    await (await panel.locator('switchyard-trail')).waitFor({ state: 'detached' });
  });

  test('of each model can be looked at as figures', async () => {
    await workbench.quick.runCommand('Switchyard: Show Figures of Models');
    const text = await new TextEditor(workbench).text(/Figures/);
    await workbench.picture('audit-3-figures');
    expect(text).toMatch(/The last 24 hours/);
    expect(text).toMatch(/- `one\/first`\n +- 2 requests, \$0\./);
  });

  test("tells of a model that has left its usual range, with the way to its figures; a team's channel, too", async () => {
    await using channel = await TeamChannel.start();
    await workbench.quick.runCommand('Switchyard: Set Team Webhook…');
    await poll('the box for its address', () => workbench.quick.isPassword());
    await workbench.quick.type(channel.address);
    await workbench.quick.widget.waitFor({ state: 'hidden' });
    const { ledger } = await openLedger(join(storage(), 'ledger.db'), SILENT);
    const past = { source: 'panel', model: 'one/first', provider: 'one' } as const;
    const now = Date.now();
    for (let request = 0; request < 120; request++) {
      const startedAt = now - (2 + (request % 10)) * DAY + request;
      ledger.record(aRow({ ...past, requestId: `usual ${request}`, startedAt }));
    }
    for (let request = 0; request < 15; request++) {
      ledger.record(
        aRow({ ...past, requestId: `bad ${request}`, startedAt: now - 60_000 + request, outcome: 'server' }),
      );
    }
    ledger.close();
    simulator.script('one', 'first', { status: 500 });
    await panel.newChat();
    // Nobody takes over, so that the alert is the first that the channel hears.
    await panel.choose('first');
    await panel.ask('Translate "good evening" into French');
    await panel.answered(1);
    const told = await workbench.notification(/one\/first: \d+% of the last \d+ requests failed; usually 0% do\./);
    await workbench.picture('alert-1');
    await poll('the channel was told', () => channel.told.length > 0);
    expect(channel.notices).toEqual([
      {
        type: 'alert',
        text: expect.stringMatching(/^one\/first: \d+% of the last \d+ requests failed; usually 0% do\.$/),
      },
    ]);
    await told.getByRole('button', { name: 'Show Figures' }).click();
    expect(await new TextEditor(workbench).text(/Figures of first/)).toMatch(/Figures of one\/first/);
    await panel.choose('Auto');
  });

  test('is set aside where it is damaged, and named; what is newer is left, and listed', async () => {
    // No process has the files open meanwhile, and none had the time to close them.
    await workbench.page.goto('about:blank');
    await killExtensionHosts(workbench.editor);
    const [chat = ''] = readdirSync(join(storage(), 'chats')).filter((name) => name.endsWith('.json'));
    writeFileSync(join(storage(), 'ledger.db'), 'no database at all '.repeat(500));
    const [damaged, newer] = ['damaged', 'newer'].map((name) => join(storage(), 'chats', `${name}.json`));
    if (damaged === undefined || newer === undefined) return;
    writeFileSync(damaged, '{"version":2,');
    const fromTomorrow = '{"version":3,"id":"newer","title":"From tomorrow","updatedAt":1000,"turns":{}}';
    writeFileSync(newer, fromTomorrow);
    for (const file of [damaged, newer]) utimesSync(file, 1000, 1000);
    await workbench.page.goto(workbench.editor.workspaceUrl);
    await workbench.openSwitchyard();
    await panel.input();
    await workbench.notification(/ledger of costs was damaged\. It was set aside as .*ledger\.db\.corrupt-/);
    await workbench.quick.runCommand('Switchyard: Show Chats');
    await workbench.notification(/chat's file was damaged and cannot be read\. It was set aside as/);
    await (await panel.locator('.history-filter-button')).first().click();
    const row = (await panel.locator('.history-row.is-newer')).filter({ hasText: 'From tomorrow' });
    await row.waitFor();
    expect(await textOf(row)).toMatch(/Written by a newer Switchyard: update to open it/);
    expect(await row.getByRole('button').count()).toBe(1);
    await row.locator('.history-main').focus();
    await workbench.page.keyboard.press('Delete');
    await workbench.page.keyboard.press('Enter');
    await workbench.screenshot('kept-newer-chat');
    expect(await (await panel.locator('.history-undo-text')).count()).toBe(0);
    const files = readdirSync(storage());
    const [aside = ''] = files.filter((name) => name.startsWith('ledger.db.corrupt-'));
    expect(readFileSync(join(storage(), aside), 'utf8')).toMatch(/^no database at all/);
    expect(readFileSync(newer, 'utf8')).toBe(fromTomorrow);
    expect(readdirSync(join(storage(), 'chats'))).toContain(chat);
    await panel.newChat();
    await panel.ask('Write another function');
    await panel.answered(1);
    await openTrail();
    await shown('Code → second');
  });
});
