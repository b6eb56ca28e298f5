import { type ChatMessage, textMessage } from '../chat/message.ts';
import type { Provider, ProviderCall, ProviderEvent } from '../ports/provider.ts';
import type { ProviderSetup } from '../routing/setup.ts';
import { inJson, type Placeholders } from './placeholders.ts';
import { Restorer } from './restorer.ts';

const NOTE =
  'Names such as __SECRET_1__ stand for values that are withheld from you. Where you mean such a value, write its name exactly as it is.';

/**
 * The same provider, but nothing that has a placeholder reaches it: values are replaced in all that is sent, and put back
 * in all that comes. A server on this machine that may have them sees the values. What it says in its own form (`verbatim`) stays as it was said to us.
 */
export function shielded(provider: Provider, placeholders: Placeholders, setup: ProviderSetup): Provider {
  if (!placeholders.isKeptFrom(setup)) return provider;
  return {
    stream: (call, signal) => restored(provider.stream(hidden(call, placeholders), signal), call, placeholders),
  };
}

/** Messages as this provider gets them. */
export function messagesTo(
  setup: ProviderSetup,
  messages: readonly ChatMessage[],
  placeholders: Placeholders,
): readonly ChatMessage[] {
  return placeholders.isKeptFrom(setup) ? hiddenMessages(messages, placeholders) : messages;
}

function hidden(call: ProviderCall, placeholders: Placeholders): ProviderCall {
  const { tools, toolChoice, structured, stop } = call;
  return {
    ...call,
    messages: hiddenMessages(call.messages, placeholders),
    ...(tools === undefined ? {} : { tools: placeholders.hideInData(tools) }),
    ...(toolChoice === undefined ? {} : { toolChoice: placeholders.hideInData(toolChoice) }),
    ...(structured === undefined ? {} : { structured: placeholders.hideInData(structured) }),
    ...(stop === undefined ? {} : { stop: placeholders.hideInData(stop) }),
  };
}

/** Messages as they are sent where values are withheld: with placeholders, and a word on what those are. */
export function hiddenMessages(messages: readonly ChatMessage[], placeholders: Placeholders): readonly ChatMessage[] {
  if (placeholders.size === 0) return messages;
  return noted(messages.map((message) => placeholders.hideIn(message)));
}

function noted(messages: readonly ChatMessage[]): ChatMessage[] {
  const [first, ...rest] = messages;
  if (first?.role !== 'system') return [textMessage('system', NOTE), ...messages];
  return [{ ...first, parts: [...first.parts, { type: 'text', text: `\n\n${NOTE}` }] }, ...rest];
}

async function* restored(
  events: AsyncIterable<ProviderEvent>,
  { structured }: ProviderCall,
  { byName }: Placeholders,
): AsyncGenerator<ProviderEvent, void> {
  const words = {
    // A JSON answer is checked as such.
    text: new Restorer(byName, structured === undefined ? undefined : inJson),
    reasoning: new Restorer(byName),
  };
  const calls = new Map<number, Restorer>();
  function* flush(...types: (keyof typeof words)[]): Generator<ProviderEvent> {
    for (const type of types) {
      const delta = words[type].flush();
      if (delta !== '') yield { type, delta };
    }
  }
  function* flushAll(): Generator<ProviderEvent> {
    yield* flush('reasoning', 'text');
    for (const [index, restorer] of calls) {
      const argumentsDelta = restorer.flush();
      if (argumentsDelta !== '') yield { type: 'toolCall', index, id: '', name: '', argumentsDelta };
    }
  }
  for await (const event of events) {
    if (event.type === 'text' || event.type === 'reasoning') {
      yield* flush(event.type === 'text' ? 'reasoning' : 'text');
      const delta = words[event.type].push(event.delta);
      if (delta !== '') yield { ...event, delta };
    } else if (event.type === 'toolCall') {
      const restorer = calls.get(event.index) ?? new Restorer(byName, inJson);
      calls.set(event.index, restorer);
      yield {
        ...event,
        name: byName.get(event.name) ?? event.name,
        argumentsDelta: restorer.push(event.argumentsDelta),
      };
    } else {
      if (event.type === 'finish') yield* flushAll();
      yield event;
    }
  }
  yield* flushAll();
}
