import { describe, expect, it } from 'vitest';
import { applyChatEvent } from '../../../src/protocol/answer.ts';
import { endingNote } from '../../../webview/messages/answerFooter.ts';
import { costText } from '../../../webview/route/costText.ts';
import { fallbackText } from '../../../webview/route/fallbackLines.ts';
import { leadingAttempt } from '../../../webview/route/leadingAttempt.ts';
import { answeringModel, routeSummary } from '../../../webview/route/routeSummary.ts';
import { usageText } from '../../../webview/route/usageText.ts';
import { ATTEMPT, answer, DECISION, DONE, FALLBACK, FINISHED, SECOND_ATTEMPT } from '../samples.ts';

const line = (parts: Parameters<typeof answer>[0]) =>
  routeSummary(answer(parts))
    .parts.map(({ text }) => text.replaceAll('\u00a0', ' '))
    .join(' · ');

describe('the route line', () => {
  it('names the model as soon as it is chosen, before any answer', () => {
    expect(line({})).toBe('');
    expect(line({ decision: DECISION })).toBe('Fix · deepseek-chat · first in your chain for fix');
  });

  it('tells cost and time when they are known', () => {
    expect(line(FINISHED)).toBe('Fix · deepseek-chat · first in your chain for fix · $0.000428 · 2.1 s');
  });

  it('never tells an unknown cost as zero', () => {
    const done = { ...DONE, costUsd: null, costSource: 'unknown' as const };
    expect(line({ ...FINISHED, done })).toContain('cost unknown');
    expect(costText(done)).toMatch(/^unknown/);
  });

  it('says when an answer came from the cache, and when its cost is an estimate', () => {
    expect(line({ ...FINISHED, done: { ...DONE, fromCache: true } })).toContain('from cache');
    expect(line({ ...FINISHED, done: { ...DONE, estimated: true } })).toContain('≈$0.000428');
  });

  it('follows the model through a fallback at every moment', () => {
    const decision = DECISION;
    expect(answeringModel(answer({ decision, attempts: [ATTEMPT] }))).toBe('deepseek/deepseek-chat');
    const fallen = answer({ decision, attempts: [ATTEMPT], fallbacks: [FALLBACK] });
    expect(answeringModel(fallen)).toBe('openai/gpt-5-mini');
    expect(answeringModel({ ...fallen, attempts: [ATTEMPT, SECOND_ATTEMPT] })).toBe('openai/gpt-5-mini');
    expect(answeringModel(FINISHED)).toBe('deepseek/deepseek-chat');
  });

  it('names the model that leads while another is asked beside it', () => {
    const beside = answer({ decision: DECISION, attempts: [ATTEMPT, SECOND_ATTEMPT] });
    expect(answeringModel(beside)).toBe('deepseek/deepseek-chat');
    expect(answeringModel({ ...beside, fallbacks: [FALLBACK] })).toBe('openai/gpt-5-mini');
  });
});

describe('an answer that is checked', () => {
  const draft = { ...ATTEMPT, part: 'draft' as const };
  const judge = { ...SECOND_ATTEMPT, part: 'check' as const };
  const stronger = { ...SECOND_ATTEMPT, attempt: 3, part: 'stronger' as const, because: 'the answer is empty' };

  it('is its author’s, also while another looks at it, and the stronger one’s as soon as that is asked', () => {
    expect(leadingAttempt(answer({ attempts: [draft, judge] }))).toBe(0);
    expect(leadingAttempt(answer({ attempts: [draft, judge, stronger] }))).toBe(2);
    const done = { ...DONE, remark: 'not passed' };
    expect(leadingAttempt(answer({ attempts: [draft, stronger], done }))).toBe(0);
  });

  it('is that of the model that others agree with', () => {
    const agreed = { ...judge, part: 'agreed' as const, because: 'two say something else' };
    const given = answer({ attempts: [draft, agreed, judge], done: DONE });
    expect(leadingAttempt(given)).toBe(1);
  });

  it('keeps its place among the attempts when it is told again', () => {
    const asked = answer({ attempts: [draft, judge] });
    expect(applyChatEvent(asked, { ...draft, checking: 'form' }).attempts).toEqual([
      { ...draft, checking: 'form' },
      judge,
    ]);
  });

  it('says so where it did not pass and is given for want of another', () => {
    expect(endingNote({ ...FINISHED, done: { ...DONE, remark: 'It did not pass.' } })).toBe('It did not pass.');
  });
});

it('tells a fallback in one line', () =>
  expect(fallbackText(FALLBACK)).toBe('deepseek-chat: rate limited → gpt-5-mini'));

it('tells tokens with the parts that are not zero', () => {
  expect(usageText(DONE.usage)).toBe('1,204 tokens read (1,024 from cache) · 345 tokens written (20 for thinking)');
  expect(usageText({ ...DONE.usage, cachedInputTokens: 0, reasoningTokens: 0 })).toBe(
    '1,204 tokens read · 345 tokens written',
  );
});

it('tells where a cost comes from', () => {
  expect(costText(DONE)).toBe('$0.000428 · from the price list');
  expect(costText({ ...DONE, costSource: 'reported' })).toBe('$0.000428 · reported by the provider');
});

it.each([
  ['stop', undefined],
  ['length', 'Cut at the output limit.'],
  ['contentFilter', undefined],
] as const)('notes an answer that ended by %s', (finishReason, note) => {
  expect(endingNote({ ...FINISHED, done: { ...DONE, finishReason } })).toBe(note);
});

it('notes answers that were stopped or interrupted', () => {
  expect(endingNote(answer({ status: 'stopped' }))).toBe('Stopped.');
  expect(endingNote(answer({ status: 'interrupted' }))).toMatch(/^Interrupted/);
});
