import { afterEach, expect, test, vi } from 'vitest';
import type { LeakDetector } from '../../../src/core/ports/leakDetector.ts';
import type { Conversation } from '../../../src/shell/chat/conversation.ts';
import { answerTurn, conversationOf, userTurn } from './aConversation.ts';
import { aWindow } from './aWindow.ts';

vi.mock('vscode', () => ({ l10n: { t: (words: string) => words } }));
const { historyBefore } = await import('../../../src/shell/chat/conversation.ts');
const { readConversation } = await import('../../../src/shell/chat/readConversation.ts');

const MAIL = 'anna.muster@firma.de';
const OTHER = 'bert.beispiel@firma.de';
const REDACTED = { redact: 'secretsAndPersonal' } as const;
const NOBODY = { privacy: { levels: { internal: { providers: ['nobody'] } } } };
const mails: LeakDetector = async (texts) =>
  texts.map((text) => ({
    leaks: [...text.matchAll(/[a-z.]+@[a-z.]+/g)].map(([value]) => ({ type: 'personal', kind: 'email', value })),
  }));

let window: ReturnType<typeof aWindow>;
afterEach(() => window?.close());

/** A chat whose first question was refused and then sent with its address replaced. */
async function sentRedacted(): Promise<void> {
  window = aWindow({ a: [`It is __EMAIL_1__. Not ${OTHER}.`, { finish: 'stop' }] }, NOBODY);
  window.scenario.detectLeaks = mails;
  await window.ask(`Write to ${MAIL}`);
  expect(sent()).toEqual([]);
  void window.chat.messages.regenerate(undefined, { privacy: REDACTED });
  await window.scenario.clock.advance(0);
  expect(sent()).toHaveLength(1);
}
const sent = () => (window.scenario.providers.a?.calls ?? []).map(({ messages }) => JSON.stringify(messages));
const reopened = (conversation: Conversation) => readConversation(JSON.parse(JSON.stringify(conversation)));
const redactions = (conversation: Conversation, id: string) =>
  historyBefore(conversation, id).map(({ redact }) => redact ?? '');

test('stays replaced in the history of every later question, with its answer', async () => {
  await sentRedacted();
  await window.ask('And why?');
  await window.ask('And then?');
  expect(sent()).toHaveLength(3);
  expect(sent().join()).not.toMatch(/@firma/);
  expect(sent()[2]).toContain('Write to __EMAIL_1__');
  expect(window.chat.lastAnswer?.answer.text).toBe(`It is ${MAIL}. Not ${OTHER}.`);
});

test('is kept with the question in its file, and when it is asked again', async () => {
  await sentRedacted();
  await window.chat.messages.regenerate();
  await window.scenario.clock.advance(0);
  expect(sent()).toHaveLength(2);
  expect(sent().join()).not.toContain(MAIL);
  expect(reopened(window.chat.conversation)?.turns[0]).toMatchObject({ privacy: REDACTED });
});

test('replaces nothing of what is new: that is judged as ever', async () => {
  await sentRedacted();
  await window.ask('Or to carla@firma.de?');
  expect(sent()).toHaveLength(1);
  expect(window.chat.lastAnswer?.answer.decision?.sensitivity).toMatchObject({ level: 'internal' });
});

test('holds for all that was sent along with it, and for no other branch', () => {
  const turns = [
    userTurn('q1', null),
    answerTurn('a1', 'q1', 'Yes.'),
    userTurn('q2', 'a1', { privacy: REDACTED }),
    answerTurn('a2', 'q2', 'Yes.'),
    userTurn('q3', 'a2'),
    answerTurn('a3', 'q3', 'Yes.'),
    userTurn('q4', 'a3'),
    userTurn('other', 'a1'),
  ];
  const { redact } = REDACTED;
  expect(redactions(conversationOf(turns), 'q4')).toEqual([redact, redact, redact, redact, '', '']);
  expect(redactions(conversationOf(turns), 'other')).toEqual(['', '']);
});

test('holds for the summary that stands for it', () => {
  const turns = [userTurn('q1', null, { privacy: REDACTED }), answerTurn('a1', 'q1', 'Yes.'), userTurn('q2', 'a1')];
  const summary = { id: 's', upTo: 'a1', text: 'Short.', model: 'a/m', costUsd: 0, at: 0, active: true };
  expect(redactions({ ...conversationOf(turns), compactions: [summary] }, 'q2')).toEqual([REDACTED.redact, '']);
});
