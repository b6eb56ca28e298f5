import { type Answer, applyChatEvent } from '../../src/protocol/answer.ts';
import type { WireChatEvent } from '../../src/protocol/chatEventSchema.ts';
import type { PanelMessage, PanelState } from '../../src/protocol/panelState.ts';
import { announceEvents } from './announce.ts';
import type { HostMessage } from './hostMessage.ts';
import type { ViewState } from './viewState.ts';

/** The state after one more message of the host; parts that did not change keep their identity. */
export function reduce(state: ViewState, message: HostMessage): ViewState {
  switch (message.method) {
    case 'panel/state':
      return replaceAll(state, message.params);
    case 'composer/state':
      return { ...state, composer: message.params };
    case 'chat/events':
      return receiveEvents(state, message.params.messageId, message.params.events, message.params.at);
    case 'chat/problem': {
      const { messageId, problem } = message.params;
      return updateAnswer(state, messageId, (answer) => ({ ...answer, problem }));
    }
    // Answers to what the composer asked: it listens for them itself.
    case 'context/completions':
    // Answers to what blocks of answers asked: `PlaceLinks` hears them itself.
    case 'place/known':
      return state;
    case 'composer/focus':
      return { ...state, focusRequests: state.focusRequests + 1 };
  }
}

function replaceAll(state: ViewState, panel: PanelState): ViewState {
  const ids = panel.messages.map((message) => message.id);
  const sameOrder = ids.length === state.order.length && ids.every((id, index) => id === state.order[index]);
  return {
    ...state,
    loaded: true,
    conversationId: panel.conversationId,
    order: sameOrder ? state.order : ids,
    messages: new Map(
      panel.messages.map((message) => [message.id, keepIfSame(state.messages.get(message.id), message)]),
    ),
    composer: panel.composer,
    setup: panel.setup,
  };
}

/** The host sends every message anew: one that is over and has not changed must not be drawn again. */
function keepIfSame(old: PanelMessage | undefined, fresh: PanelMessage): PanelMessage {
  if (old?.role === 'user' && fresh.role === 'user' && old.text === fresh.text) return old;
  if (old?.role !== 'assistant' || fresh.role !== 'assistant') return fresh;
  const [before, after] = [old.answer, fresh.answer];
  const over = before.status !== 'routing' && before.status !== 'streaming';
  const same =
    over &&
    before.status === after.status &&
    before.text === after.text &&
    before.reasoningMs === after.reasoningMs &&
    before.problem?.title === after.problem?.title &&
    before.attempts.length === after.attempts.length;
  return same ? old : fresh;
}

function receiveEvents(state: ViewState, id: string, events: readonly WireChatEvent[], at?: number): ViewState {
  const next = updateAnswer(state, id, (answer) =>
    events.reduce((before, event) => applyChatEvent(before, event, at), answer),
  );
  return next === state ? state : announce(next, announceEvents(events));
}

function updateAnswer(state: ViewState, id: string, update: (answer: Answer) => Answer): ViewState {
  const message = state.messages.get(id);
  if (message?.role !== 'assistant') return state;
  const messages = new Map(state.messages).set(id, { ...message, answer: update(message.answer) });
  return { ...state, messages };
}

function announce(state: ViewState, text: string): ViewState {
  return text === '' ? state : { ...state, announcement: { text, count: state.announcement.count + 1 } };
}
