import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ChatEvent } from '../../../src/core/chat/chatEvent.ts';
import { type Answer, applyChatEvent, EMPTY_ANSWER } from '../../../src/protocol/answer.ts';
import type { WireChatEvent } from '../../../src/protocol/chatEventSchema.ts';
import type { PanelMessage } from '../../../src/protocol/panelState.ts';
import { PanelFeed } from '../../../src/shell/panel/panelFeed.ts';
import { reduce } from '../../../webview/state/reduce.ts';
import { INITIAL_STATE, type ViewState } from '../../../webview/state/viewState.ts';
import { answer, COMPOSER, DECISION, DONE, PROVIDERS, question, reply } from '../../webview/samples.ts';

/** A conversation, panels that show it, and what each of them was told. */
class Chat {
  id = 'c1';
  busy = false;
  messages: PanelMessage[];

  constructor(...messages: PanelMessage[]) {
    this.messages = messages;
  }

  panel() {
    const told: string[] = [];
    let state: ViewState = INITIAL_STATE;
    const source = {
      conversationId: () => this.id,
      messages: () => this.messages.map((message) => ({ ...message })),
      composer: () => ({ ...COMPOSER, busy: this.busy }),
      setup: () => ({ ready: true, providers: PROVIDERS }),
      talk: () => INITIAL_STATE.talk,
    };
    const feed = new PanelFeed(source, (method, params) => {
      const news = params as { messages?: unknown[]; changed?: unknown[]; order?: unknown[] };
      const size = news.changed?.length ?? news.messages?.length;
      if (method !== 'chat/talk')
        told.push(size === undefined ? method : `${method} ${size}${news.order === undefined ? '' : ' of order'}`);
      state = reduce(state, structuredClone({ method, params }) as never);
    });
    return { feed, told, take: () => told.splice(0), state: () => state, shown: () => shownOf(state) };
  }

  event(id: string, event: WireChatEvent, ...panels: { feed: PanelFeed }[]): void {
    const index = this.messages.findIndex((message) => message.id === id);
    const old = this.messages[index];
    const next: Answer = applyChatEvent(old?.role === 'assistant' ? old.answer : EMPTY_ANSWER, event);
    this.messages[index] = reply(id, next);
    for (const { feed } of panels) feed.event(id, event as ChatEvent, next);
  }
}

function shownOf(state: ViewState): PanelMessage[] {
  return state.order.flatMap((id) => state.messages.get(id) ?? []);
}

const text = (delta: string): WireChatEvent => ({ type: 'text', delta });
const FINISHED = answer({ status: 'done', text: 'Yes.', done: DONE });

describe('what a panel is told', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('is nothing before it asked, then everything', () => {
    const chat = new Chat(question('q1'), reply('a1', FINISHED));
    const panel = chat.panel();
    panel.feed.changed();
    panel.feed.setup();
    chat.event('a1', text('x'), panel);
    expect(panel.take()).toEqual([]);
    panel.feed.start();
    expect(panel.take()).toEqual(['panel/state 2']);
    expect(panel.shown()).toEqual(chat.messages);
  });

  it('is only what changed, once the events have been heard', () => {
    const chat = new Chat(question('q1'), reply('a1', FINISHED));
    const panel = chat.panel();
    panel.feed.start();
    panel.take();
    chat.messages.push(question('q2'), reply('a2', EMPTY_ANSWER));
    chat.busy = true;
    panel.feed.changed();
    expect(panel.take()).toEqual(['chat/messages 2 of order', 'composer/state']);
    chat.event('a2', DECISION, panel);
    for (const word of ['One ', 'two ', 'three']) chat.event('a2', text(word), panel);
    // What is held back goes first: the difference would otherwise be older than it says.
    panel.feed.changed();
    expect(panel.take()).toEqual(['chat/events', 'chat/events', 'composer/state']);
    expect(panel.shown()).toEqual(chat.messages);
    chat.event('a2', DONE, panel);
    chat.busy = false;
    panel.feed.changed();
    expect(panel.take()).toEqual(['chat/events', 'composer/state']);
    expect(panel.shown()).toEqual(chat.messages);
  });

  it('is a message anew when it changed by no event', () => {
    const chat = new Chat(question('q1'), reply('a1', answer({ status: 'stopped', text: 'So' })));
    const panel = chat.panel();
    panel.feed.start();
    panel.take();
    chat.messages[1] = reply('a1', answer({ status: 'interrupted', text: 'So' }));
    panel.feed.changed();
    expect(panel.take()).toEqual(['chat/messages 1', 'composer/state']);
    chat.messages.splice(1, 1);
    panel.feed.changed();
    expect(panel.take()).toEqual(['chat/messages 0 of order', 'composer/state']);
    expect(panel.shown()).toEqual(chat.messages);
  });

  it('is a snapshot without what was held back, when it asks again in the middle of an answer', () => {
    const chat = new Chat(question('q1'), reply('a1', EMPTY_ANSWER));
    const panel = chat.panel();
    panel.feed.start();
    for (const word of ['One ', 'two ', 'three ']) chat.event('a1', text(word), panel);
    panel.feed.start();
    vi.advanceTimersByTime(100);
    chat.event('a1', text('four'), panel);
    expect(panel.shown()).toEqual(chat.messages);
  });

  it('is everything of another conversation', () => {
    const chat = new Chat(question('q1'), reply('a1', FINISHED));
    const panel = chat.panel();
    panel.feed.start();
    panel.take();
    chat.id = 'c2';
    chat.messages = [question('q9')];
    panel.feed.changed();
    expect(panel.take()).toEqual(['panel/state 1']);
    expect(panel.shown()).toEqual(chat.messages);
  });

  it('is its own for each of two panels, and two answers at once do not mix', () => {
    const chat = new Chat(question('q1'), reply('a1', EMPTY_ANSWER), reply('b1', EMPTY_ANSWER));
    const [one, two] = [chat.panel(), chat.panel()];
    one.feed.start();
    for (let index = 0; index < 50; index++) {
      chat.event('a1', text(`a${index} `), one, two);
      if (index === 20) two.feed.start();
      chat.event('b1', text(`b${index} `), one, two);
      vi.advanceTimersByTime(5);
    }
    one.feed.changed();
    two.feed.changed();
    expect(one.shown()).toEqual(chat.messages);
    expect(two.shown()).toEqual(chat.messages);
  });

  it('comes in parts of a long conversation, the newest first, whatever happens meanwhile', () => {
    const pairs = Array.from({ length: 300 }, (_, index) => [question(`q${index}`), reply(`a${index}`, FINISHED)]);
    const chat = new Chat(...pairs.flat());
    const panel = chat.panel();
    panel.feed.start();
    expect(panel.take()).toEqual(['panel/state 60 of order']);
    expect(panel.state().order).toHaveLength(600);
    expect(panel.shown()).toEqual(chat.messages.slice(-60));
    vi.advanceTimersByTime(40);
    expect(panel.take()).toEqual(['chat/messages 60']);
    chat.messages.splice(10, 2);
    chat.messages.push(question('new'));
    panel.feed.changed();
    expect(panel.take()).toEqual(['chat/messages 1 of order', 'composer/state']);
    vi.advanceTimersByTime(1000);
    expect(panel.take()).toHaveLength(8);
    expect(panel.shown()).toEqual(chat.messages);
    panel.feed.changed();
    expect(panel.take()).toEqual(['composer/state']);
  });

  it('stops when the panel is gone', () => {
    const chat = new Chat(question('q1'), reply('a1', EMPTY_ANSWER));
    const panel = chat.panel();
    panel.feed.start();
    for (const word of ['One ', 'two ', 'three ']) chat.event('a1', text(word), panel);
    panel.take();
    panel.feed.dispose();
    vi.advanceTimersByTime(1000);
    panel.feed.changed();
    expect(panel.take()).toEqual([]);
    expect(panel.feed.started).toBe(false);
  });
});
