import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Behaviour } from '../simulator/behaviour.ts';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';
import { ChatPanel } from './harness/chatPanel.ts';
import { describeEndToEnd } from './harness/describeEndToEnd.ts';
import { poll } from './harness/poll.ts';
import { simulatedSettings } from './harness/simulated.ts';
import { Workbench } from './harness/workbench.ts';

/** Begins to answer and never ends. */
const HALF: Behaviour = { text: 'These words are only the beginning of a long answer.', stallAfterTokens: 6 };
const FORTY_TWO: Behaviour = { text: 'The answer is: 42' };
const REFUSAL: Behaviour = { text: "I'm sorry, but I can't help with that." };

describeEndToEnd('Stop in the middle of every strategy', () => {
  let simulator: Simulator;
  let workbench: Workbench;
  let panel: ChatPanel;

  beforeAll(async () => {
    simulator = await startSimulator({ providers: { sim: { models: { small: {}, large: {}, other: {} } } } });
    workbench = await Workbench.launch({
      settings: {
        ...simulatedSettings(simulator.baseUrl, ['sim/small', 'sim/large', 'sim/other']),
        'switchyard.routes': { default: ['sim/small', 'sim/large'] },
        'switchyard.cascade': { checks: ['refusal', 'confidence', 'agreement'] },
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

  /** The ledger's newest rows: who was asked, how that ended, and whether it has cost anything. */
  function paid(count: number): string[] {
    const file = join(workbench.folders.userDataDir, 'User', 'globalStorage', 'switchyard.switchyard', 'ledger.db');
    const db = new DatabaseSync(file, { readOnly: true });
    try {
      const rows = db
        .prepare('SELECT model, outcome, cost_nano AS cost FROM attempts ORDER BY started_at DESC, rowid DESC LIMIT ?')
        .all(count);
      return rows.reverse().map(({ model, outcome, cost }) => `${model} ${outcome}${Number(cost) > 0 ? ', paid' : ''}`);
    } finally {
      db.close();
    }
  }

  /** Asks, stops once the last of so many calls has begun to answer, and returns what the panel said until then. */
  async function stoppedIn(scripts: Readonly<Record<string, Behaviour | Behaviour[]>>, calls: number): Promise<string> {
    for (const [model, script] of Object.entries(scripts)) simulator.script('sim', model, script);
    await panel.newChat();
    const before = simulator.requests.length;
    await panel.ask('What is six times seven?');
    const last = before + calls - 1;
    await poll('it has begun to answer', async () => (simulator.requests[last]?.tokensSent ?? 0) >= 6, 30_000);
    const said = ((await (await panel.answer()).textContent()) ?? '').replaceAll(/\s+/g, ' ');
    await workbench.screenshot(`stop-${calls}-${Object.keys(scripts).join('-')}`);
    await (await panel.button('Stop (Escape)')).click();
    await poll('it is stopped', async () => /Stopped\./.test((await (await panel.answer()).textContent()) ?? ''));
    await simulator.waitForHangUp(last, 10_000);
    await poll('every call is in the ledger', async () => paid(1)[0]?.includes('cancelled') === true);
    expect(simulator.requests).toHaveLength(before + calls);
    const details = await panel.routeDetails();
    expect(details).toMatch(/Cost ≈?\s?\$0\.\d*[1-9]/);
    expect(details).toMatch(/sim\/(small|large|other) (stopped|to compare its answer|to rate the answer)/);
    return said;
  }

  test('single, its first model: what was said stays', async () => {
    await stoppedIn({ small: HALF }, 1);
    expect(await panel.text()).toContain('These words');
    expect(paid(1)).toEqual(['sim/small cancelled, paid']);
  });

  test('single, the model after one that failed', async () => {
    expect(await stoppedIn({ small: { status: 500 }, large: HALF }, 2)).toMatch(/small: .* → large/);
    expect(paid(2)).toEqual(['sim/small server', 'sim/large cancelled, paid']);
  });

  describeCascade();

  test('experiment, the arm that the conversation has', async () => {
    await workbench.setSettings({
      'switchyard.routes': { default: { models: ['sim/small'], strategy: 'experiment' } },
      'switchyard.experiments': { pick: { arms: [{ model: 'sim/large' }, { model: 'sim/other' }] } },
    });
    await stoppedIn({ large: HALF, other: HALF }, 1);
    expect(paid(1)).toEqual([expect.stringMatching(/^sim\/(large|other) cancelled, paid$/)]);
  });

  function describeCascade(): void {
    test('cascade, the answer that would be checked: nothing of it is shown', async () => {
      const models = ['sim/small', 'sim/large', 'sim/other'];
      await workbench.setSettings({ 'switchyard.routes': { default: { models, strategy: 'cascade' } } });
      await stoppedIn({ small: HALF }, 1);
      expect(await panel.text()).not.toContain('These words');
      expect(paid(1)).toEqual(['sim/small cancelled, paid']);
    });

    test('cascade, the call in which the model says how sure it is', async () => {
      const said = await stoppedIn({ small: [FORTY_TWO, HALF] }, 2);
      expect(said).toMatch(/checking small: .*how sure it is/);
      expect(said + (await panel.text())).not.toMatch(/42|These words/);
      expect(paid(2)).toEqual(['sim/small ok, paid', 'sim/small cancelled, paid']);
    });

    test('cascade, the second opinion', async () => {
      const said = await stoppedIn({ small: [FORTY_TWO, { text: '95' }], other: HALF }, 3);
      expect(said).toMatch(/checking small: .*a second answer/);
      expect(await panel.text()).not.toMatch(/42|These words/);
      expect(paid(3)).toEqual(['sim/small ok, paid', 'sim/small ok, paid', 'sim/other cancelled, paid']);
    });

    test('cascade, the stronger answer', async () => {
      expect(await stoppedIn({ small: REFUSAL, large: HALF }, 2)).toMatch(/small: the answer is a refusal → large/);
      expect(await panel.text()).not.toContain('sorry');
      expect(paid(2)).toEqual(['sim/small ok, paid', 'sim/large cancelled, paid']);
    });
  }
});
