import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SimulatedProvider } from '../simulator/behaviour.ts';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';
import { ChatPanel } from './harness/chatPanel.ts';
import { describeEndToEnd } from './harness/describeEndToEnd.ts';
import { enterKey } from './harness/enterKey.ts';
import { filesWith } from './harness/filesWith.ts';
import { PRICE } from './harness/simulated.ts';
import { TextEditor } from './harness/textEditor.ts';
import { Workbench } from './harness/workbench.ts';

const KEY = 'key-of-the-bill-tests';
const ADMIN_KEY = 'admin-key-of-the-bill-tests';

/** One model each, and how much more than the ledger its vendor bills: a fifth, a half, a third of the bill. */
const VENDORS = {
  openai: { name: 'OpenAI', model: 'gpt-6-luna', drift: 1.25, told: '20.0 %', other: 'gpt-6-sol' },
  anthropic: { name: 'Anthropic', model: 'claude-haiku-5-5', drift: 2, told: '50.0 %', other: 'claude-sonnet-5-5' },
  openrouter: { name: 'OpenRouter', model: 'openai/gpt-6-luna', drift: 1.5, told: '33.3 %', other: 'openai/gpt-4o' },
} as const;
type VendorId = keyof typeof VENDORS;
const IDS = Object.keys(VENDORS) as VendorId[];

/** Each is of another task, so that another model answers it. */
const QUESTIONS = [
  'Translate "good morning" into French',
  'Explain how a hash map works',
  'Summarize the plot of Hamlet',
  'Write a short poem about rain',
  'Extract all names from: Ann met Bob',
];

describeEndToEnd('The bill', () => {
  let simulator: Simulator;
  let workbench: Workbench;
  let panel: ChatPanel;

  beforeAll(async () => {
    simulator = await startSimulator({ providers: Object.fromEntries(IDS.map((id) => [id, simulated(id)])) });
    const models = IDS.flatMap((id) => [VENDORS[id].model, VENDORS[id].other].map((name) => `${id}/${name}`));
    workbench = await Workbench.launch({
      settings: {
        'switchyard.providers': {
          openai: { baseUrl: simulator.baseUrl('openai') },
          anthropic: { baseUrl: simulator.baseUrl('anthropic', 'anthropic-messages') },
          openrouter: { baseUrl: simulator.baseUrl('openrouter') },
        },
        'switchyard.models': Object.fromEntries(models.map((id) => [id, { price: PRICE }])),
        'switchyard.routes': {
          ...{ translate: [models[0]], explain: [models[1]], summarize: [models[2]], write: [models[4]] },
          extract: [models[5]],
        },
      },
    });
    panel = new ChatPanel(workbench);
    await workbench.openSwitchyard();
    for (const id of IDS) await enterKey(workbench, VENDORS[id].name, KEY);
    for (const question of QUESTIONS) await panel.askAndWait(question);
    await workbench.runCommand('Notifications: Clear All Notifications');
  });
  afterAll(async () => {
    await workbench?.close();
    await simulator?.close();
  });

  test('of OpenRouter is compared answer by answer, with the key that is there', async () => {
    const { quick } = workbench;
    await workbench.runCommand('Switchyard: Check the Bill');
    expect((await quick.rows()).map(({ label }) => label)).toEqual(IDS.map((id) => VENDORS[id].name));
    await quick.pick('OpenRouter');
    expect((await quick.rows()).map(({ label }) => label)).toEqual(['Today', 'The last 7 days', 'The last 30 days']);
    await quick.pick('Today');
    const report = await shownBill('openrouter');
    expect(report).toContain('2 of 2 answers since');
    expectRows(report, 'openrouter', [VENDORS.openrouter.model, VENDORS.openrouter.other]);
  });

  test('of OpenAI needs an admin key: asked for once, in the password box, and again where it is refused', async () => {
    const { quick } = workbench;
    await workbench.runCommand('Switchyard: Check the Bill');
    await quick.pick('OpenAI');
    expect(await quick.message()).toContain('Admin key for OpenAI');
    expect(await quick.isPassword()).toBe(true);
    await quick.type('not-the-admin-key');
    await quick.pick('Today');
    const refused = await workbench.notification('OpenAI does not show its account: Incorrect API key');
    await refused.getByRole('button', { name: 'Enter Another Admin Key' }).click();
    expect(await quick.isPassword()).toBe(true);
    await quick.type(ADMIN_KEY);
    // The same days of the same provider, without another question.
    const report = await shownBill('openai');
    expect(report).toContain('Everything that the organisation spent since');
    expectRows(report, 'openai', [VENDORS.openai.model, VENDORS.openai.other]);

    await workbench.runCommand('Switchyard: Check the Bill');
    await quick.pick('OpenAI');
    expect(await quick.isPassword()).toBe(false);
    await quick.pick('The last 30 days');
    expect(rowsOf(await shownBill('openai'))).toEqual(rowsOf(report));
  });

  test('of Anthropic likewise, and no admin key is left in any file or in the log', async () => {
    const { quick } = workbench;
    await workbench.runCommand('Switchyard: Check the Bill');
    await quick.pick('Anthropic');
    await quick.type(ADMIN_KEY);
    await quick.pick('The last 7 days');
    expectRows(await shownBill('anthropic'), 'anthropic', [VENDORS.anthropic.model]);
    await workbench.runCommand('Switchyard: Show Log');
    expect(await filesWith(workbench.folders.root, ADMIN_KEY)).toEqual([]);
    expect(await filesWith(workbench.folders.root, 'not-the-admin-key')).toEqual([]);
  });

  async function shownBill(id: VendorId): Promise<string> {
    const text = await new TextEditor(workbench).text(new RegExp(`Bill of ${VENDORS[id].name}`));
    await workbench.runCommand('View: Close Editor');
    return text;
  }

  /** The ledger has what the vendor told with each answer, and the vendor's account is off by its drift; the dearest first. */
  function expectRows(report: string, id: VendorId, models: readonly string[]): void {
    const { drift, told } = VENDORS[id];
    const spent = models.map((model) => {
      const bills = simulator.bills(id).filter((bill) => bill.model === model);
      return { model, usd: bills.reduce((sum, { usd }) => sum + usd, 0) };
    });
    const together = { model: 'together', usd: spent.reduce((sum, { usd }) => sum + usd, 0) };
    const expected = [...spent.sort((a, b) => b.usd - a.usd), together];
    const rows = rowsOf(report);
    expect(rows.map(([model, ledger, _, share]) => [model, ledger, share])).toEqual(
      expected.map(({ model, usd }) => [model, `$${usd.toFixed(6)}`, told]),
    );
    for (const [index, { usd }] of expected.entries()) {
      expect(usd).toBeGreaterThan(0.0001);
      expect(Number(rows[index]?.[2]?.slice(1))).toBeCloseTo(usd * drift, 5);
    }
  }
});

/** The cells of the report's table, without its heading. */
function rowsOf(report: string): string[][] {
  const lines = report.split('\n').filter((line) => line.startsWith('|'));
  return lines.slice(2).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

function simulated(id: VendorId): SimulatedProvider {
  const { model, other, drift } = VENDORS[id];
  const names = [model, other];
  return {
    ...{ key: KEY, adminKey: ADMIN_KEY, drift, vendor: id === 'openrouter' ? id : 'openai' },
    models: Object.fromEntries(names.map((name) => [name, {}])),
    facts: Object.fromEntries(names.map((name) => [name, { price: PRICE }])),
  };
}
