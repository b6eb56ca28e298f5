import { readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SILENT } from '../../src/core/ports/logger.ts';
import { openLedger } from '../../src/storage/openLedger.ts';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';
import { aRow } from '../storage/aRow.ts';
import { ChatPanel } from './harness/chatPanel.ts';
import { describeEndToEnd } from './harness/describeEndToEnd.ts';
import { killExtensionHosts } from './harness/killExtensionHosts.ts';
import { simulatedSettings } from './harness/simulated.ts';
import { TextEditor } from './harness/textEditor.ts';
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

  test('of every request stands in the audit trail: searched, opened, with its reasons and attempts', async () => {
    simulator.script('one', 'first', { status: 500 });
    simulator.script('two', 'second', { text: 'From the second.' });
    await panel.ask('Translate "good morning" into French');
    await panel.answered(1);
    simulator.script('one', 'first', { text: 'From the first.' });
    await panel.ask('Write a function that adds two numbers');
    await panel.answered(2);
    await workbench.quick.runCommand('Switchyard: Show Audit Trail');
    const rows = await workbench.quick.rows();
    expect(rows.map(({ label }) => label)).toEqual(['code → one/first', 'translate → two/second']);
    expect(rows[1]?.description).toMatch(/answered after a fallback · \$0\.\d{6} · \d+ ms/);
    await workbench.picture('audit-1-list');
    await workbench.quick.search('fallback');
    await workbench.quick.pick('translate → two/second');
    const text = await new TextEditor(workbench).text(/Request/);
    await workbench.picture('audit-2-request');
    expect(text).toMatch(/Candidates, in the order they are asked\n+1\. `one\/first`/);
    expect(text).toMatch(/`one\/first`: server/);
    expect(text).not.toContain('good morning');
  });

  test('of each model can be looked at as figures', async () => {
    await workbench.quick.runCommand('Switchyard: Show Figures of Models');
    const text = await new TextEditor(workbench).text(/Figures/);
    await workbench.picture('audit-3-figures');
    expect(text).toMatch(/The last 24 hours/);
    expect(text).toMatch(/- `one\/first`\n +- 2 requests, \$0\./);
  });

  test('tells of a model that has left its usual range, with the way to its figures', async () => {
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
    await panel.ask('Translate "good evening" into French');
    await panel.answered(1);
    const told = await workbench.notification(/one\/first: \d+% of the last \d+ requests failed; usually 0% do\./);
    await workbench.picture('alert-1');
    await told.getByRole('button', { name: 'Show Figures' }).click();
    expect(await new TextEditor(workbench).text(/Figures of first/)).toMatch(/Figures of one\/first/);
  });

  test('is set aside where it is damaged, and named; what is newer is left, and named', async () => {
    // No process has the files open meanwhile, and none had the time to close them.
    await workbench.page.goto('about:blank');
    await killExtensionHosts(workbench.editor);
    const [chat = ''] = readdirSync(join(storage(), 'chats')).filter((name) => name.endsWith('.json'));
    writeFileSync(join(storage(), 'ledger.db'), 'no database at all '.repeat(500));
    const [damaged, newer] = ['damaged', 'newer'].map((name) => join(storage(), 'chats', `${name}.json`));
    if (damaged === undefined || newer === undefined) return;
    writeFileSync(damaged, '{"version":2,');
    writeFileSync(newer, '{"version":3,"id":"newer"}');
    for (const file of [damaged, newer]) utimesSync(file, 1000, 1000);
    await workbench.page.goto(workbench.editor.workspaceUrl);
    await workbench.openSwitchyard();
    await panel.input();
    await workbench.notification(/ledger of costs was damaged\. It was set aside as .*ledger\.db\.corrupt-/);
    await workbench.quick.runCommand('Switchyard: Show Chats');
    await workbench.notification(/chat's file was damaged and cannot be read\. It was set aside as/);
    await workbench.notification(/A chat was written by a newer Switchyard and is left as it is/);
    await workbench.picture('kept-1-damaged');
    const files = readdirSync(storage());
    const [aside = ''] = files.filter((name) => name.startsWith('ledger.db.corrupt-'));
    expect(readFileSync(join(storage(), aside), 'utf8')).toMatch(/^no database at all/);
    expect(readFileSync(newer, 'utf8')).toBe('{"version":3,"id":"newer"}');
    expect(readdirSync(join(storage(), 'chats'))).toContain(chat);
    await panel.newChat();
    await panel.ask('Write another function');
    await panel.answered(1);
    await workbench.quick.runCommand('Switchyard: Show Audit Trail');
    await expect.poll(async () => (await workbench.quick.rows()).length).toBe(1);
    await workbench.quick.cancel();
  });
});
