import { type Answer, applyChatEvent } from '../../src/protocol/answer.ts';
import type { WireChatEvent } from '../../src/protocol/chatEventSchema.ts';
import { isComing } from '../../src/protocol/isComing.ts';
import type { Talk } from '../../src/protocol/messages/chatMessages.ts';
import type { ComposerState, PanelMessage, PanelState } from '../../src/protocol/panelState.ts';
import { reduceHistory } from '../history/historyState.ts';
import { strings } from '../strings.ts';
import { reduceTrail } from '../trail/trailState.ts';
import { announceEvents } from './announce.ts';
import type { HostMessage } from './hostMessage.ts';
import { sameAround } from './sameAround.ts';
import type { ViewState } from './viewState.ts';

/** The state after one more message of the host; parts that did not change keep their identity. */
export function reduce(state: ViewState, message: HostMessage): ViewState {
  switch (message.method) {
    case 'panel/state':
      return replaceAll(state, message.params);
    case 'chat/messages':
      return receiveMessages(state, message.params);
    case 'setup/state':
      return { ...state, setup: message.params };
    case 'composer/state':
      return receiveComposer(state, message.params);
    case 'chat/talk':
      return receiveTalk(state, message.params);
    case 'chat/events':
      return receiveEvents(state, message.params.messageId, message.params.events, message.params.at);
    case 'chat/problem': {
      const { messageId, problem } = message.params;
      return updateAnswer(state, messageId, (answer) => ({ ...answer, problem }));
    }
    // An answer may overtake the one before it.
    case 'context/completions':
      return message.params.sequence < state.completions.sequence ? state : { ...state, completions: message.params };
    // Answers to what blocks of answers asked: `PlaceLinks` hears them itself.
    case 'place/known':
    // A matter of style sheets.
    case 'code/colors':
      return state;
    case 'composer/focus':
      return { ...state, focusRequests: state.focusRequests + 1, screen: null };
    case 'history/show':
      return { ...state, screen: 'history' };
    case 'history/page':
    case 'history/changed':
      return { ...state, history: reduceHistory(state.history, message) };
    case 'trail/show':
      return { ...state, screen: 'trail', trail: reduceTrail(state.trail, message) };
    case 'trail/page':
    case 'trail/record':
    case 'trail/changed':
      return { ...state, trail: reduceTrail(state.trail, message) };
  }
}

function replaceAll(state: ViewState, panel: PanelState): ViewState {
  const ids = panel.order ?? panel.messages.map((message) => message.id);
  return {
    ...state,
    loaded: true,
    conversationId: panel.conversationId,
    order: sameOrder(state.order, ids) ? state.order : ids,
    messages: new Map(
      panel.messages.map((message) => [message.id, keepIfSame(state.messages.get(message.id), message)]),
    ),
    composer: keepModels(state.composer, panel.composer),
    setup: panel.setup,
  };
}

type News = Extract<HostMessage, { method: 'chat/messages' }>['params'];

/** What is said of a conversation that is no longer shown is late, and of no use. */
function receiveMessages(state: ViewState, { conversationId, order, changed }: News): ViewState {
  if (!state.loaded || conversationId !== state.conversationId) return state;
  const messages = new Map(state.messages);
  for (const message of changed) messages.set(message.id, message);
  if (order === undefined || sameOrder(state.order, order)) return { ...state, messages };
  const left = new Set(order);
  for (const id of state.order) if (!left.has(id)) messages.delete(id);
  return { ...state, messages, order };
}

function sameOrder(before: readonly string[], after: readonly string[]): boolean {
  return before.length === after.length && before.every((id, index) => id === after[index]);
}

function receiveComposer(state: ViewState, composer: ComposerState): ViewState {
  const next = { ...state, composer: keepModels(state.composer, composer) };
  return composer.reading && !state.composer.reading ? announce(next, strings.readingAlong) : next;
}

/** Hundreds of models must not be drawn again because a chip was counted. */
function keepModels(old: ComposerState, fresh: ComposerState): ComposerState {
  const same =
    old.models.length === fresh.models.length &&
    old.models.every((model, index) => {
      const other = fresh.models[index];
      return model.id === other?.id && model.name === other.name && model.detail === other.detail;
    });
  return same ? { ...fresh, models: old.models } : fresh;
}

/** A panel that asks again is sent every message anew: one that is over and has not changed must not be drawn again. */
function keepIfSame(old: PanelMessage | undefined, fresh: PanelMessage): PanelMessage {
  if (!sameAround(old, fresh)) return fresh;
  if (old?.role === 'user' && fresh.role === 'user' && old.text === fresh.text) return old;
  if (old?.role !== 'assistant' || fresh.role !== 'assistant') return fresh;
  const [before, after] = [old.answer, fresh.answer];
  const over = !isComing(before);
  const same =
    over &&
    before.status === after.status &&
    before.text === after.text &&
    before.reasoningMs === after.reasoningMs &&
    before.problem?.title === after.problem?.title &&
    before.attempts.length === after.attempts.length;
  if (!same) return fresh;
  const sameSummary = old.summary?.id === fresh.summary?.id && old.summary?.active === fresh.summary?.active;
  return sameSummary ? old : { ...fresh, answer: old.answer };
}

function receiveTalk(state: ViewState, talk: Talk): ViewState {
  const { undo } = talk;
  const next = { ...state, talk };
  if (undo === null || undo === state.talk.undo) return next;
  return announce(next, undo === 'user' ? strings.questionDeleted : strings.answerDeleted);
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
