import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { textMessage } from '../../../src/core/chat/message.ts';
import { SILENT } from '../../../src/core/ports/logger.ts';
import { routeChat } from '../../../src/core/routing/routeChat.ts';
import { leakDetector } from '../../../src/privacy/detectLeaks.ts';
import { openLedger } from '../../../src/storage/openLedger.ts';
import { aRequest, Scenario } from '../../fakes/scenario.ts';
import { TestFolder } from '../ledgerFile.ts';

const TOKEN = `ghp_${'a1B2c3D4e5F6'.repeat(3)}`;

/** Asks with a token in the question, in an earlier turn and in what an answer is continued from. */
async function kept(redact: 'secrets' | 'off', stopped = false) {
  using folder = new TestFolder();
  const file = folder.file('ledger.db');
  const settings = { privacy: { redact } };
  const scenario = new Scenario({ a: ['It is ', '__SECR', 'ET_1__.', { finish: 'stop' }] }, settings);
  const { ledger, audit } = await openLedger(file, SILENT);
  audit.follow(() => ({ days: 9, texts: true }));
  const request = aRequest({
    prompt: `What is ${TOKEN} for?`,
    history: [textMessage('user', `Mind ${TOKEN}`), textMessage('assistant', 'Well.')],
    partial: `It is no password, ${TOKEN},`,
    model: 'a/m',
    privacy: { level: 'public' },
  });
  const tools = { ...scenario.tools, audit, detectLeaks: leakDetector() };
  const shown: string[] = [];
  const signal = stopped ? AbortSignal.abort() : new AbortController().signal;
  const reading = (async () => {
    for await (const event of routeChat(request, scenario.setup, tools, signal)) {
      if (event.type === 'text') shown.push(event.delta);
    }
  })();
  while (!(await Promise.race([reading.then(() => true), scenario.clock.advance(100)]))) {
    await new Promise((resolve) => setImmediate(resolve));
  }
  await new Promise((resolve) => setTimeout(resolve, 20));
  const texts = audit.find('request')?.texts;
  ledger.close();
  return { texts, shown: shown.join(''), bytes: readFileSync(file).toString('latin1') };
}

test('what is kept of a request is what was sent: a secret that was replaced is in no byte of the database', async () => {
  const { texts, shown, bytes } = await kept('secrets');
  expect(shown).toContain(TOKEN);
  expect(texts?.messages.map(({ text }) => text)).toEqual([
    expect.stringContaining('Names such as __SECRET_1__ stand for values'),
    'Mind __SECRET_1__',
    'Well.',
    expect.stringMatching(/^What is __SECRET_1__ for\?/),
    'It is no password, __SECRET_1__,',
    expect.stringContaining('cut off'),
  ]);
  expect(texts?.answer).toBe('It is __SECRET_1__.');
  expect(bytes).toContain('What is __SECRET_1__ for?');
  expect(bytes).not.toContain(TOKEN);
});

test('nothing is kept of a request that was stopped before anyone was asked: nobody has looked through it', async () => {
  const { texts, bytes } = await kept('secrets', true);
  expect(texts).toBeNull();
  expect(bytes).not.toContain(TOKEN);
});

test('where its owner wants secrets sent as they are, they are kept so', async () => {
  const { texts } = await kept('off');
  expect(texts?.messages.at(-3)?.text).toContain(`What is ${TOKEN} for?`);
});
