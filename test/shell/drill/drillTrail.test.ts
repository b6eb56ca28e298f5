import { describe, expect, test } from 'vitest';
import type { ChatRequest } from '../../../src/core/chat/chatRequest.ts';
import { Drill } from '../../../src/core/drill/drill.ts';
import { drillRequest } from '../../../src/core/drill/drillQuestions.ts';
import { routeChat } from '../../../src/core/routing/routeChat.ts';
import { trailRecord } from '../../../src/shell/audit/trailRecord.ts';
import { trailRow } from '../../../src/shell/audit/trailRow.ts';
import { auditCsvLine } from '../../../src/storage/audit/auditExport.ts';
import { MemoryAudit } from '../../../src/storage/audit/memoryAudit.ts';
import { trailPage } from '../../../src/storage/audit/trailPage.ts';
import { aRequest, Scenario } from '../../fakes/scenario.ts';
import { fault, type Step } from '../../fakes/scriptedProvider.ts';

const OK: Step[] = [{ wait: 5 }, 'Hi', { usage: { inputTokens: 10, outputTokens: 2 } }, { finish: 'stop' }];
const UNREACHABLE: Step[] = [fault('network')];
const ANY = { text: '', model: null, task: null, outcome: null, conversationId: null };

/** A drill on provider `a`, and what is kept of the requests that meet it. */
class DrilledTrail {
  readonly scenario: Scenario;
  readonly audit: MemoryAudit;

  constructor(b: Step[], chain: readonly string[] = ['a/m', 'b/m']) {
    this.scenario = new Scenario({ a: OK, b, c: OK }, { routes: { default: chain } });
    this.audit = new MemoryAudit(this.scenario.ledger);
    this.scenario.drill = new Drill(this.scenario.clock);
    this.scenario.drill.start('a', 3_600_000);
  }

  /** What the trail has of a question, by default one of the drill's own. */
  async of(request: ChatRequest = drillRequest('request', 'explain', this.scenario.setup)) {
    const { scenario, audit } = this;
    const tools = { ...scenario.tools, audit };
    const reading = (async () => {
      for await (const _ of routeChat(request, scenario.setup, tools, new AbortController().signal));
    })();
    await scenario.clock.advance(100_000);
    await reading;
    const record = audit.find(request.id);
    if (record === undefined) throw new Error('nothing is kept');
    return record;
  }

  found(filter: Partial<typeof ANY | { model: string }>) {
    return trailPage(this.audit, { ...ANY, ...filter }, { before: null, limit: 10 }).then(
      ({ records }) => records.length,
    );
  }
}

describe('the audit trail of a fire drill', () => {
  test('says that the drill took down what it asked, and names it', async () => {
    const trail = new DrilledTrail(OK, ['a/m']);
    const record = await trail.of();
    expect(trailRow(record)).toMatchObject({
      ...{ source: 'fireDrill', fireDrill: true, outcome: 'failed', errorKind: 'fireDrill', model: 'a/m' },
      ...{ costUsd: 0 },
    });
    expect(trailRecord(record, null).attempts).toMatchObject([{ model: 'a/m', outcome: 'fireDrill', costUsd: 0 }]);
    expect(auditCsvLine(record)).toContain('a/m fireDrill');
    expect([await trail.found({ text: 'fire drill' }), await trail.found({ model: 'a/m' })]).toEqual([1, 1]);
  });

  test('says so of a question of the reader’s own that went on to another model', async () => {
    const record = await new DrilledTrail(OK).of(aRequest({ source: 'panel' }));
    expect(trailRow(record)).toMatchObject({ source: 'panel', fireDrill: true, outcome: 'answered', model: 'b/m' });
    expect(trailRecord(record, null).attempts).toMatchObject([
      { model: 'a/m', outcome: 'fireDrill' },
      { model: 'b/m', outcome: 'ok' },
    ]);
  });

  test('does not blame the drill for a model that really cannot be reached, nor any request that it did not meet', async () => {
    const trail = new DrilledTrail(UNREACHABLE);
    expect(trailRow(await trail.of())).toMatchObject({ errorKind: 'network', fireDrill: true, model: 'b/m' });
    trail.scenario.drill?.stop();
    const other = await trail.of(aRequest({ id: 'other', source: 'panel' }));
    expect(other.end).not.toHaveProperty('drilled');
    expect(trailRow(other)).toMatchObject({ fireDrill: false, model: 'a/m' });
  });
});

test('what a drill asks teaches nothing of how long a model usually takes, and is no earlier answer', async () => {
  const { scenario, ...trail } = new DrilledTrail(OK);
  expect(trail).toBeDefined();
  const kept: string[] = [];
  scenario.answers = { find: async () => undefined, keep: (key) => void kept.push(key) };
  const ask = async (source: 'fireDrill' | 'panel') => {
    for (let time = 0; time < 6; time++) {
      const asked = source === 'panel' ? aRequest({ source }) : drillRequest(`${time}`, 'chat', scenario.setup);
      await scenario.run(asked, { forMs: 100 });
    }
    return scenario.latencies.usualMs('b/m', 10);
  };
  expect([await ask('fireDrill'), kept]).toEqual([undefined, []]);
  scenario.drill?.start('a', 3_600_000);
  expect(await ask('panel')).toBe(5);
});
