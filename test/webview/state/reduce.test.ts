import { describe, expect, it } from 'vitest';
import { reduce } from '../../../webview/state/reduce.ts';
import { INITIAL_STATE, type ViewState } from '../../../webview/state/viewState.ts';
import {
  ATTEMPT,
  answer,
  COMPOSER,
  DECISION,
  DONE,
  FALLBACK,
  FINISHED,
  panelState,
  question,
  reply,
} from '../samples.ts';

const loaded = reduce(INITIAL_STATE, {
  method: 'panel/state',
  params: panelState([question('q1'), reply('a1', FINISHED), question('q2'), reply('a2', answer())]),
});

function receive(state: ViewState, ...events: Parameters<typeof eventsOf>[0]): ViewState {
  return reduce(state, eventsOf(events));
}

function eventsOf(events: Extract<Parameters<typeof reduce>[1], { method: 'chat/events' }>['params']['events']) {
  return { method: 'chat/events', params: { messageId: 'a2', events } } as const;
}

function answerOf(state: ViewState, id = 'a2') {
  const message = state.messages.get(id);
  if (message?.role !== 'assistant') throw new Error(`no answer ${id}`);
  return message.answer;
}

describe('the panel’s state', () => {
  it('takes over everything the host says', () => {
    expect(loaded.loaded).toBe(true);
    expect(loaded.order).toEqual(['q1', 'a1', 'q2', 'a2']);
    expect(answerOf(loaded, 'a1').text).toBe(FINISHED.text);
  });

  it('adds events to their answer and touches no other part', () => {
    const state = receive(loaded, DECISION, ATTEMPT, { type: 'text', delta: 'Hel' }, { type: 'text', delta: 'lo' });
    expect(answerOf(state)).toMatchObject({ status: 'streaming', text: 'Hello', decision: DECISION });
    expect(state.order).toBe(loaded.order);
    expect(state.composer).toBe(loaded.composer);
    expect(state.messages.get('a1')).toBe(loaded.messages.get('a1'));
    expect(answerOf(loaded).text).toBe('');
  });

  it('takes text back and goes on with the next model', () => {
    const state = receive(loaded, { type: 'text', delta: 'half' }, { type: 'retract', characters: 4 }, FALLBACK);
    expect(answerOf(state)).toMatchObject({ status: 'routing', text: '', fallbacks: [FALLBACK] });
  });

  it('announces fallbacks and the end, but no text', () => {
    const streaming = receive(loaded, { type: 'text', delta: 'Hello' });
    expect(streaming.announcement).toBe(loaded.announcement);
    const fallen = receive(streaming, FALLBACK);
    expect(fallen.announcement).toEqual({ text: 'deepseek-chat: rate limited. Asking gpt-5-mini.', count: 1 });
    expect(receive(fallen, DONE).announcement).toEqual({ text: 'Answer from deepseek-chat finished.', count: 2 });
  });

  it('leaves a refusal to its card', () => {
    expect(receive(loaded, { ...DONE, finishReason: 'contentFilter' }).announcement).toBe(loaded.announcement);
  });

  it('keeps the words for a failure', () => {
    const problem = { title: 'No key', detail: '', actions: [] };
    const failed = receive(loaded, {
      type: 'error',
      error: { kind: 'auth', message: 'no', attempts: [] },
      costUsd: null,
      estimated: false,
    });
    const state = reduce(failed, { method: 'chat/problem', params: { messageId: 'a2', problem } });
    expect(answerOf(state)).toMatchObject({ status: 'failed', problem });
  });

  it('ignores events of answers it does not know, and of questions', () => {
    const params = { messageId: 'gone', events: [DONE] };
    expect(reduce(loaded, { method: 'chat/events', params })).toBe(loaded);
    expect(reduce(loaded, { method: 'chat/events', params: { ...params, messageId: 'q1' } })).toBe(loaded);
  });

  it('keeps what has not changed when the host sends everything anew', () => {
    const again = reduce(loaded, {
      method: 'panel/state',
      params: structuredClone(
        panelState([question('q1'), reply('a1', FINISHED), question('q2'), reply('a2', answer())]),
      ),
    });
    expect(again.order).toBe(loaded.order);
    expect(again.messages.get('a1')).toBe(loaded.messages.get('a1'));
    expect(again.messages.get('q1')).toBe(loaded.messages.get('q1'));
    expect(again.messages.get('a2')).not.toBe(loaded.messages.get('a2'));
  });

  it('takes what changed, what is new and what is gone, and nothing else', () => {
    const changed = [reply('a2', FINISHED), question('q3')];
    const order = ['q1', 'q2', 'a2', 'q3'];
    const params = { conversationId: 'c1', order, changed };
    const state = reduce(loaded, { method: 'chat/messages', params });
    expect(state.order).toBe(order);
    expect([...state.messages.keys()].sort()).toEqual([...order].sort());
    expect(state.messages.get('q1')).toBe(loaded.messages.get('q1'));
    expect(answerOf(state).status).toBe('done');
    const same = reduce(state, { method: 'chat/messages', params: { ...params, order: [...order], changed: [] } });
    expect(same.order).toBe(order);
    const other = { ...params, conversationId: 'c0', order: [] };
    expect(reduce(loaded, { method: 'chat/messages', params: other })).toBe(loaded);
  });

  it('knows the places of messages that are still to come', () => {
    const params = panelState([question('q9')], { order: ['q1', 'a1', 'q9'] });
    const first = reduce(INITIAL_STATE, { method: 'panel/state', params });
    expect(first.order).toEqual(['q1', 'a1', 'q9']);
    const rest = { conversationId: 'c1', changed: [question('q1'), reply('a1', FINISHED)] };
    const all = reduce(first, { method: 'chat/messages', params: rest });
    expect(all.order).toBe(first.order);
    expect(answerOf(all, 'a1').text).toBe(FINISHED.text);
  });

  it('follows the composer and counts wishes for focus', () => {
    const busy = reduce(loaded, { method: 'composer/state', params: { ...COMPOSER, busy: true } });
    expect(busy.composer.busy).toBe(true);
    expect(reduce(busy, { method: 'composer/focus', params: {} }).focusRequests).toBe(1);
  });

  it('says once that what goes along is being read', () => {
    const reading = { method: 'composer/state', params: { ...COMPOSER, reading: true } } as const;
    const state = reduce(reduce(loaded, reading), reading);
    expect(state.announcement).toEqual({ text: 'Reading what is sent along…', count: 1 });
    expect(reduce(state, { method: 'composer/state', params: COMPOSER }).announcement).toBe(state.announcement);
  });

  it('draws a message anew when what stands around it changed, and only then', () => {
    const voted = { ...reply('a1', FINISHED), feedback: { vote: 'up' } } as const;
    const versioned = { ...question('q1'), siblings: ['q0', 'q1'] };
    const again = (...messages: Parameters<typeof panelState>[0]) =>
      reduce(loaded, { method: 'panel/state', params: panelState(messages) });
    const same = again(question('q1'), reply('a1', FINISHED));
    for (const id of ['q1', 'a1']) expect(same.messages.get(id)).toBe(loaded.messages.get(id));
    expect(again(versioned, voted).messages.get('q1')).toBe(versioned);
    expect(again(versioned, voted).messages.get('a1')).toBe(voted);
  });

  it('tells aloud what was deleted, once', () => {
    const talk = { conversationId: 'c1', opened: 0, draft: '', queue: [] };
    const deleted = reduce(loaded, { method: 'chat/talk', params: { ...talk, undo: 'user' } });
    expect(deleted.announcement.text).toBe('Question deleted.');
    expect(reduce(deleted, { method: 'chat/talk', params: { ...talk, undo: 'user' } }).announcement.count).toBe(1);
    expect(reduce(deleted, { method: 'chat/talk', params: { ...talk, undo: null } }).announcement.count).toBe(1);
  });
});
