import { expect, test } from 'vitest';
import type { ChatEvent } from '../../../src/core/chat/chatEvent.ts';
import { logEvent } from '../../../src/shell/chat/logEvent.ts';
import { Scenario } from '../../fakes/scenario.ts';
import { fault } from '../../fakes/scriptedProvider.ts';

test('the log has every failover with its reason, and who answered; not a word of question or answer', async () => {
  const scenario = new Scenario({
    a: ['half a secret', fault('overloaded', { status: 529 })],
    b: ['the whole secret', { finish: 'stop' }],
  });
  const lines: string[] = [];
  const keep = (level: string) => (message: string) => void lines.push(`${level} ${message}`);
  const logger = { debug: keep('debug'), info: keep('info'), warn: keep('warn'), error: keep('error') };
  const see = (event: ChatEvent) => logEvent(logger, 'message-of-many-letters', event);
  await scenario.run({ prompt: 'a secret?' }, { onEvent: see });
  expect(lines.map((line) => line.replace(/\d+ ms/g, 'N ms'))).toEqual([
    'info message- chat, simple: a/m → b/m → c/m',
    'warn message- a/m failed (overloaded 529) after 13 characters and N ms, now b/m',
    'info message- b/m answered in N ms, 2 attempt(s)',
  ]);
  expect(lines.join()).not.toContain('secret');
});
