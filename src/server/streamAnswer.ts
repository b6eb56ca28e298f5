import type { ServerResponse } from 'node:http';
import type { ChatEvent, ErrorEvent } from '../core/chat/chatEvent.ts';
import { answeredBy, costHeader } from './answerWords.ts';
import { ChunkWriter } from './chunkWriter.ts';
import { EventStream } from './eventStream.ts';
import type { Limits } from './limits.ts';
import { toApiError } from './toApiError.ts';
import type { Completion } from './toRequest.ts';

/** Who an answer is streamed to; `see` is shown every event. */
interface Listener {
  readonly response: ServerResponse;
  readonly see: (event: ChatEvent) => void;
  readonly limits: Limits;
}

/**
 * Streams an answer to a client. Nothing is sent before a model has said something, so that the status is true: an error
 * before that is given back, to be sent as one. A later one is an event, after which the stream ends without `[DONE]`.
 */
export async function streamAnswer(
  completion: Completion,
  events: AsyncIterable<ChatEvent>,
  { response, see, limits }: Listener,
): Promise<ErrorEvent | undefined> {
  const chunks = new ChunkWriter(completion);
  const stream = new EventStream(response, limits, (kind, words) => chunks.words(kind, words));
  let who = { model: completion.request.model ?? 'auto', attempts: 0 };
  let open = false;
  let earlier = '';
  const begin = () => {
    if (open) return;
    open = true;
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-request-id': completion.request.id,
      ...(hasTrailers(response) ? { trailer: 'x-switchyard-model, x-switchyard-attempts, x-switchyard-cost-usd' } : {}),
      ...answeredBy(who.model, who.attempts),
    });
    return chunks.role();
  };
  const patience = keepAlive(response, limits, () => {
    chunks.answers(who.model);
    const role = begin();
    if (role !== undefined) stream.events(role);
    stream.events(': still waiting\n\n');
  });
  try {
    for await (const event of events) {
      patience.heard(open);
      see(event);
      switch (event.type) {
        case 'attempt':
          who = { model: event.model, attempts: event.attempt };
          // What was said before is the earlier model's.
          stream.events('');
          chunks.answers(event.model);
          break;
        case 'text':
        case 'reasoning': {
          // Nobody was asked: whose earlier answer it is, is said with its end.
          if (who.attempts === 0) {
            earlier += event.delta;
            break;
          }
          const role = begin();
          if (role === undefined) stream.words(event.type, event.delta);
          else stream.events(role + chunks.words(event.type, event.delta));
          break;
        }
        case 'toolCall':
          stream.events((begin() ?? '') + chunks.call(event));
          break;
        case 'done': {
          who = event;
          stream.events('');
          chunks.answers(event.model);
          const said = (begin() ?? '') + (earlier === '' ? '' : chunks.words('text', earlier));
          stream.end(said + chunks.end(event), {
            ...answeredBy(event.model, event.attempts),
            ...costHeader(event.costUsd),
          });
          break;
        }
        case 'error': {
          if (!open) return event;
          const { body } = toApiError(event);
          stream.end(`data: ${JSON.stringify({ error: body })}\n\n`, costHeader(event.costUsd));
          break;
        }
        case 'decision':
        case 'fallback':
        case 'retract':
          break;
      }
      const room = stream.room();
      if (room !== undefined) await room;
    }
  } finally {
    patience.stop();
  }
  return undefined;
}

/** HTTP/1.0, which some proxies still speak, has none, and Node throws where they are announced. */
function hasTrailers({ req }: ServerResponse): boolean {
  return req.httpVersion !== '1.0';
}

/** Calls back when nothing was heard for long: a status is told then at the latest, and after it a sign of life is given. */
function keepAlive(
  response: ServerResponse,
  { silenceMs, statusMs }: Limits,
  speak: () => void,
): { heard(open: boolean): void; stop(): void } {
  let heardAt = performance.now();
  let isOpen = false;
  const timer = setInterval(
    () => {
      const most = isOpen ? silenceMs : statusMs;
      if (response.writableEnded || performance.now() - heardAt < most) return;
      heardAt = performance.now();
      isOpen = true;
      speak();
    },
    Math.min(silenceMs, 1000),
  );
  return {
    heard: (open) => {
      heardAt = performance.now();
      isOpen ||= open;
    },
    stop: () => clearInterval(timer),
  };
}
