import type { ChatEvent } from '../../src/core/chat/chatEvent.ts';
import { NO_USAGE, type Usage } from '../../src/core/chat/usage.ts';

/** What the events of a request add up to, by the public interface alone. */
export interface PublicAnswer {
  readonly text: string;
  readonly reasoning: string;
  readonly toolCalls: readonly { readonly name: string; readonly arguments: string }[];
  /** `done REASON`, or `error KIND STATUS: MESSAGE`. */
  readonly end: string;
  /** `estimated` where the vendor reported none and there is something to bill. */
  readonly usage: Usage | 'estimated';
}

/** Adds up the events of one request; throws where they break a promise of the public interface. */
export function publicAnswer(events: readonly ChatEvent[]): PublicAnswer {
  let text = '';
  let reasoning = '';
  let toolCalls: { name: string; arguments: string }[] = [];
  for (const event of events.slice(1, -1)) {
    switch (event.type) {
      case 'text':
        text += event.delta;
        break;
      case 'reasoning':
        reasoning += event.delta;
        break;
      case 'toolCall': {
        const { index, id, name, argumentsDelta } = event;
        if (index > toolCalls.length) throw new Error(`tool call ${index} after ${toolCalls.length} of them`);
        if (index === toolCalls.length && id === '') throw new Error(`tool call ${index} has no id`);
        const call = toolCalls[index] ?? { name, arguments: '' };
        if (name !== call.name) throw new Error(`tool call ${index} is of ${call.name} and of ${name}`);
        toolCalls[index] = { name, arguments: call.arguments + argumentsDelta };
        break;
      }
      case 'retract':
        if (event.characters > text.length) throw new Error('more is taken back than was shown');
        text = text.slice(0, text.length - event.characters);
        reasoning = '';
        toolCalls = [];
        break;
      case 'attempt':
      case 'fallback':
        break;
      default:
        throw new Error(`${event.type} in the middle`);
    }
  }
  if (events[0]?.type !== 'decision') throw new Error('no decision first');
  return { text, reasoning, toolCalls, ...endOf(events.at(-1)) };
}

function endOf(last: ChatEvent | undefined): Pick<PublicAnswer, 'end' | 'usage'> {
  if (last?.type === 'done') {
    return { end: `done ${last.finishReason}`, usage: last.estimated ? 'estimated' : last.usage };
  }
  if (last?.type !== 'error') throw new Error('no end');
  const { kind, status, message } = last.error;
  const usage = last.estimated ? 'estimated' : (last.usage ?? NO_USAGE);
  return { end: `error ${kind}${status === undefined ? '' : ` ${status}`}: ${message}`, usage };
}
