import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ChatEvent } from '../../../src/core/chat/chatEvent.ts';
import { money } from '../../../src/shell/money.ts';
import { EventBatcher } from '../../../src/shell/panel/eventBatcher.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const text = (delta: string): ChatEvent => ({ type: 'text', delta });

function batcher() {
  const posts: string[] = [];
  const made = new EventBatcher((events) =>
    posts.push(events.map((event) => ('delta' in event ? event.delta : event.type)).join('|')),
  );
  return { made, posts };
}

test('the first event goes out at once, those of the next frame together', () => {
  const { made, posts } = batcher();
  for (const delta of ['a', 'b', 'c']) made.push(text(delta));
  expect(posts).toEqual(['a']);
  vi.advanceTimersByTime(16);
  expect(posts).toEqual(['a', 'bc']);
  vi.advanceTimersByTime(100);
  made.push(text('d'));
  expect(posts).toEqual(['a', 'bc', 'd']);
});

test('the order of different kinds is kept', () => {
  const { made, posts } = batcher();
  made.push(text('a'));
  made.push(text('b'));
  made.push({ type: 'retract', characters: 2 });
  made.push(text('c'));
  made.push(text('d'));
  made.flush();
  expect(posts).toEqual(['a', 'b|retract|cd']);
});

test('what a snapshot already holds is dropped', () => {
  const { made, posts } = batcher();
  made.push(text('a'));
  made.push(text('b'));
  made.drop();
  vi.advanceTimersByTime(100);
  expect(posts).toEqual(['a']);
});

test('money shows enough digits to see it move, and what is unknown', () => {
  const shown = [0, 0.0000042, 0.00042, 0.042, 4.2].map((usd) => money({ usd, unknown: 0 }));
  expect(shown).toEqual(['$0.00', '$0.000004', '$0.00042', '$0.042', '$4.20']);
  expect(money({ usd: 0.1, unknown: 2 })).toBe('$0.10 + ?');
});
